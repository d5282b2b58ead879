import type { AuditProgress } from '../../engine/index.js';
import type { Output } from './io.js';

const ERASE_LINE = '\r\u001b[K';
const INTERVAL_MS = 100;

/** One line on a terminal that is written over and over. */
export interface ProgressLine {
  readonly show: (progress: AuditProgress) => void;
  /** Takes the line away. */
  readonly end: () => Promise<void>;
}

/** Writes nothing where nobody watches. */
export function progressLine(output: Output, now: () => number): ProgressLine {
  let shownAtMs = -Infinity;
  let isShown = false;

  function show({ filesDone, filesTotal }: AuditProgress): void {
    if (!output.isTerminal || now() - shownAtMs < INTERVAL_MS) return;
    shownAtMs = now();
    isShown = true;
    void output.write(`${ERASE_LINE}analysing ${filesDone} of ${filesTotal} Go files`);
  }

  async function end(): Promise<void> {
    if (isShown) await output.write(ERASE_LINE);
    isShown = false;
  }

  return { show, end };
}
