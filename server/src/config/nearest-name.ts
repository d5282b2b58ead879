/** More than this many letters away nobody meant the name. */
const MAX_DISTANCE = 2;

/** ` did you mean "x"?` behind a semicolon, where one of the names is nearly the one that was written; otherwise ''. */
export function didYouMean(written: string, names: readonly string[]): string {
  const near = nearestName(written, names);
  return near === undefined ? '' : `; did you mean "${near}"?`;
}

/** The name that differs least, in any letter case; none where all differ much. */
export function nearestName(written: string, names: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Math.min(MAX_DISTANCE, Math.floor(written.length / 2)) + 1;
  for (const name of names) {
    const distance = distanceOf(written.toLowerCase(), name.toLowerCase(), least);
    if (distance < least) [best, least] = [name, distance];
  }
  return best;
}

/** How many letters have to be put in, taken out, changed or swapped with their neighbour; `limit` if that many or more. */
function distanceOf(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) row.push(cellOf(a, b, { i, j, row, last, before }));
    [before, last] = [last, row];
  }
  return Math.min(last[b.length] ?? limit, limit);
}

interface Cell {
  readonly i: number;
  readonly j: number;
  readonly row: readonly number[];
  readonly last: readonly number[];
  readonly before: readonly number[];
}

function cellOf(a: string, b: string, { i, j, row, last, before }: Cell): number {
  const isSame = a[i - 1] === b[j - 1];
  const changed = (last[j - 1] ?? 0) + (isSame ? 0 : 1);
  const cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, changed);
  const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
  return isSwapped ? Math.min(cost, (before[j - 2] ?? 0) + 1) : cost;
}
