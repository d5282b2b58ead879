import { InvalidArgumentError } from 'commander';
import type { Confidence, Severity } from '../../engine/index.js';
import type { Format, OutputRequest } from './outputs.js';

/** Options of `leaklens check` as commander hands them over. */
export interface CheckOptions {
  readonly format?: Format;
  readonly output: readonly OutputRequest[];
  readonly failOn: Severity | 'never';
  /** As the configuration says where it is left out. */
  readonly minConfidence?: Confidence;
  /** The only configuration file. */
  readonly config?: string;
  /** Worker threads; left out, as many as the machine has processors. */
  readonly jobs?: number;
  readonly allowEmpty?: true;
  readonly quiet?: true;
  readonly stats?: true;
  /** False after --no-color. */
  readonly color: boolean;
}

/** Reads the argument of --jobs. */
export function parseJobs(argument: string): number | undefined {
  if (argument === 'auto') return undefined;
  const jobs = Number(argument);
  if (!/^\d+$/.test(argument) || jobs < 1) throw new InvalidArgumentError('give a whole number from 1, or auto');
  return jobs;
}
