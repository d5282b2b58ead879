/** Something to measure. One run answers any number of named figures. */
export interface Case {
  readonly name: string;
  readonly run: () => Promise<Readonly<Record<string, number>>> | Readonly<Record<string, number>>;
}

export interface Figure {
  /** `case: figure`. */
  readonly name: string;
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/**
 * Runs all cases in turn, round after round, so that a slow minute of the machine hits all of them alike. One round
 * before the first is not counted.
 */
export async function measure(cases: readonly Case[], rounds: number): Promise<readonly Figure[]> {
  const samples = new Map<string, number[]>();
  for (let round = -1; round < rounds; round++) {
    for (const each of cases) {
      const figures = await each.run();
      if (round >= 0) record(samples, each.name, figures);
    }
  }
  return [...samples].map(([name, values]) => figureOf(name, values));
}

/** A value below which the given share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function figureOf(name: string, values: readonly number[]): Figure {
  return { name, median: quantile(values, 0.5), least: Math.min(...values), most: Math.max(...values) };
}

function record(samples: Map<string, number[]>, name: string, figures: Readonly<Record<string, number>>): void {
  for (const [figure, value] of Object.entries(figures)) {
    const key = `${name}: ${figure}`;
    samples.set(key, [...(samples.get(key) ?? []), value]);
  }
}
