/** Groups of files that reach each other, found by Tarjan's algorithm; each cycle is reported once, in a fixed order. */
export function findCycles(edges: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const search: Search = { edges, order: new Map(), stack: [], cycles: [] };
  for (const file of [...edges.keys()].sort()) {
    if (!search.order.has(file)) visit(search, file);
  }
  return search.cycles;
}

interface Search {
  readonly edges: ReadonlyMap<string, readonly string[]>;
  readonly order: Map<string, number>;
  readonly stack: string[];
  readonly cycles: string[][];
}

/** Answers the earliest file on the stack that `file` reaches. Recursion goes as deep as the longest import chain. */
function visit(search: Search, file: string): number {
  const index = search.order.size;
  let low = index;
  search.order.set(file, index);
  search.stack.push(file);
  for (const next of search.edges.get(file) ?? []) {
    if (!search.order.has(next)) low = Math.min(low, visit(search, next));
    else if (search.stack.includes(next)) low = Math.min(low, search.order.get(next) ?? index);
  }
  if (low === index) collect(search, file);
  return low;
}

function collect(search: Search, file: string): void {
  const group = search.stack.splice(search.stack.indexOf(file));
  const isLoop = search.edges.get(file)?.includes(file) === true;
  if (group.length > 1 || isLoop) search.cycles.push(group);
}
