import { goLine } from './go-mod.js';
import { readModLines } from './mod-lines.js';

/** What a go.work says. It informs only: every module of the audited folder is analysed, listed there or not. */
export interface GoWork {
  /** Folders of the modules in use as they are written, relative to the go.work file. */
  readonly use: readonly string[];
  readonly go: string | undefined;
}

export function readGoWork(text: string): GoWork {
  const lines = readModLines(text);
  const use = lines.filter((line) => line.verb === 'use').map((line) => line.words[0]);
  return { use: use.filter((directory) => directory !== undefined), go: goLine(lines) };
}
