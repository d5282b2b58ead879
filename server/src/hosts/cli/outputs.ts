import { resolve } from 'node:path';
import { UsageError } from './usage-error.js';

export const FORMATS = ['text', 'json', 'sarif'] as const;
export type Format = (typeof FORMATS)[number];

/** One report that is asked for. */
export interface OutputRequest {
  readonly format: Format;
  /** Absolute path of the file; none means the standard output. */
  readonly path: string | undefined;
}

/** Reads `FORMAT`, `FORMAT=PATH` and `FORMAT=-`; relative paths start from the working directory. */
export function parseOutput(argument: string, workingDirectory: string): OutputRequest {
  const separator = argument.indexOf('=');
  const name = separator < 0 ? argument : argument.slice(0, separator);
  const path = separator < 0 ? '-' : argument.slice(separator + 1);
  const format = FORMATS.find((known) => known === name);
  if (format === undefined) throw new UsageError(`unknown format: ${name}; choose from ${FORMATS.join(', ')}`);
  if (path === '') throw new UsageError(`--output ${argument}: the path is missing`);
  return { format, path: path === '-' ? undefined : resolve(workingDirectory, path) };
}

/** All reports of one run. Text goes to the standard output where nothing else is asked to. */
export function planOutputs(format: Format | undefined, outputs: readonly OutputRequest[]): OutputRequest[] {
  const asked = format === undefined ? outputs : [{ format, path: undefined }, ...outputs];
  const toStdout = asked.filter(({ path }) => path === undefined);
  if (toStdout.length > 1) {
    throw new UsageError('two reports would go to the standard output; give one of them a path: --output FORMAT=PATH');
  }
  const paths = asked.flatMap(({ path }) => path ?? []);
  const twice = paths.find((path, index) => paths.indexOf(path) !== index);
  if (twice !== undefined) throw new UsageError(`two reports would go to ${twice}; give each a path of its own`);
  return toStdout.length === 1 ? [...asked] : [{ format: 'text', path: undefined }, ...asked];
}
