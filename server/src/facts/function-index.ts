import type { FunctionFact } from './function-facts.js';

type Table = ReadonlyMap<string, readonly FunctionFact[]>;

/** By the functions of one file, to be forgotten with them. */
const tables = new WeakMap<readonly FunctionFact[], Table>();

/** The functions of a package by name. A table is made for each file, so that a keystroke makes that of its own file only. */
export class FunctionIndex {
  private readonly found = new Map<string, readonly FunctionFact[]>();

  /** @param files the functions of each file */
  constructor(private readonly files: readonly (readonly FunctionFact[])[]) {}

  /** Each alternative declaration of a function or method (`receiver` is '' for functions). */
  of(receiver: string, name: string): readonly FunctionFact[] {
    const key = keyOf(receiver, name);
    const known = this.found.get(key);
    if (known !== undefined) return known;
    const facts = this.files.flatMap((functions) => tableOf(functions).get(key) ?? []);
    this.found.set(key, facts);
    return facts;
  }

  /** The methods of a type, file by file. */
  methodsOf(receiver: string): readonly FunctionFact[] {
    return this.files.flatMap((functions) => functions.filter((fact) => fact.receiver === receiver));
  }

  /** All of them, file by file. */
  all(): readonly FunctionFact[] {
    return this.files.flat();
  }
}

function tableOf(functions: readonly FunctionFact[]): Table {
  const known = tables.get(functions);
  if (known !== undefined) return known;
  const table = new Map<string, FunctionFact[]>();
  for (const fact of functions) {
    const key = keyOf(fact.receiver, fact.name);
    const facts = table.get(key);
    if (facts === undefined) table.set(key, [fact]);
    else facts.push(fact);
  }
  tables.set(functions, table);
  return table;
}

function keyOf(receiver: string, name: string): string {
  return `${receiver}.${name}`;
}
