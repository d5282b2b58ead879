import { version } from '../../../../package.json';

/** Name and version as reports and protocols give them. */
export const tool = { name: 'leaklens', version } as const;
