/**
 * The lines that differ, in the notation of a unified diff without its heads; `context` lines around each change.
 * Takes time and memory for the product of both lengths: meant for examples, not for files.
 */
export function lineDiff(before: string, after: string, context: number): string {
  const marked = mark(before.trimEnd().split('\n'), after.trimEnd().split('\n'));
  const isNear = (index: number): boolean =>
    marked.slice(Math.max(0, index - context), index + context + 1).some((line) => !line.startsWith(' '));
  return marked.filter((_, index) => isNear(index)).join('\n');
}

/** All lines, each after '-', '+' or ' '. */
function mark(before: readonly string[], after: readonly string[]): readonly string[] {
  const common = commonLengths(before, after);
  const lines: string[] = [];
  let left = 0;
  let right = 0;
  while (left < before.length || right < after.length) {
    const old = before[left];
    const fresh = after[right];
    if (old !== undefined && old === fresh) {
      lines.push(` ${old}`);
      left++;
      right++;
    } else if (
      old !== undefined &&
      (fresh === undefined || at(common, left + 1, right) >= at(common, left, right + 1))
    ) {
      lines.push(`-${old}`);
      left++;
    } else {
      lines.push(`+${fresh ?? ''}`);
      right++;
    }
  }
  return lines;
}

/** For each pair of positions the length of the longest common subsequence of what follows. */
function commonLengths(before: readonly string[], after: readonly string[]): readonly (readonly number[])[] {
  const table = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0));
  for (let left = before.length - 1; left >= 0; left--) {
    const row = table[left] ?? [];
    for (let right = after.length - 1; right >= 0; right--) {
      const isSame = before[left] === after[right];
      row[right] = isSame
        ? at(table, left + 1, right + 1) + 1
        : Math.max(at(table, left + 1, right), at(table, left, right + 1));
    }
  }
  return table;
}

function at(table: readonly (readonly number[])[], left: number, right: number): number {
  return table[left]?.[right] ?? 0;
}
