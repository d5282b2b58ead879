/** The first index from 0 to `count` whose value is not less than `least`; the values ascend. */
export function firstAtLeast(count: number, valueAt: (index: number) => number, least: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (valueAt(middle) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
