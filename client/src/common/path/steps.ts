import type { Range, Uri } from 'vscode';
import type { ListedFinding } from '../findings/listed-finding.js';

/** A place on the way from the cause of a leak to the leak. */
export interface LeakStep {
  readonly uri: Uri;
  readonly range: Range;
  readonly message: string;
}

/** What is written behind a line: the numbers and words of all steps on it. */
export interface StepLabel {
  /** From 0. */
  readonly line: number;
  readonly text: string;
}

/** The steps of a finding, the finding itself first and the others in the order in which the rule tells them. */
export function stepsOf({ uri, diagnostic }: Pick<ListedFinding, 'uri' | 'diagnostic'>): readonly LeakStep[] {
  const { range, message, relatedInformation = [] } = diagnostic;
  const others = relatedInformation.map((other) => ({ ...other.location, message: other.message }));
  return [{ uri, range, message }, ...others];
}

/** The labels of the steps that lie in a file, in the order of its lines. */
export function labelsIn(uri: Uri, steps: readonly LeakStep[]): readonly StepLabel[] {
  const byLine = new Map<number, string[]>();
  for (const [index, step] of steps.entries()) {
    if (step.uri.toString() !== uri.toString()) continue;
    const { line } = step.range.start;
    // The finding's own words stand in its hover and in the Problems panel.
    const label = index === 0 ? numberText(1) : `${numberText(index + 1)} ${step.message}`;
    byLine.set(line, [...(byLine.get(line) ?? []), label]);
  }
  return [...byLine].map(([line, labels]) => ({ line, text: labels.join('  ') })).sort((a, b) => a.line - b.line);
}

/** The step to go to from one that is shown, round and round; `undefined` means that none was gone to yet. */
export function nextStep(current: number | undefined, direction: 1 | -1, count: number): number {
  if (current === undefined) return direction === 1 ? 0 : count - 1;
  return (current + direction + count) % count;
}

/** A number that stands out from the code beside it. */
function numberText(number: number): string {
  return number <= 20 ? String.fromCodePoint(0x245f + number) : `(${number})`;
}
