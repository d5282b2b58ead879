import type { Language } from 'web-tree-sitter';
import { fieldNames, Kind, kindNames } from './kinds.js';
import { Op } from './ops.js';

/** tree-sitter's number for ERROR, in every language. */
const ERROR_SYMBOL = 65535;

/** From the parser's own numbers, which shift with every rule of the grammar, to ours. */
export interface Symbols {
  /** By symbol number; `Kind.none` for an anonymous token. */
  readonly kinds: Uint8Array;
  /** By field number. */
  readonly fields: Uint8Array;
  /** By symbol number: what the token says as an operator. */
  readonly operators: Uint8Array;
  /** By symbol number: what the token says in an assignment. */
  readonly assignments: Uint8Array;
  /** Symbol number of the word `chan`. */
  readonly chan: number;
  /** Text of every token, by symbol number. */
  readonly names: readonly (string | undefined)[];
}

const operators: ReadonlyMap<string, Op> = new Map([
  ['!', Op.not],
  ['+', Op.plus],
  ['-', Op.minus],
  ['*', Op.times],
  ['/', Op.divide],
  ['%', Op.modulo],
  ['&', Op.and],
  ['|', Op.or],
  ['^', Op.xor],
  ['&^', Op.andNot],
  ['<<', Op.shiftLeft],
  ['>>', Op.shiftRight],
  ['&&', Op.logicalAnd],
  ['||', Op.logicalOr],
  ['==', Op.equal],
  ['!=', Op.notEqual],
  ['<', Op.less],
  ['<=', Op.lessEqual],
  ['>', Op.greater],
  ['>=', Op.greaterEqual],
  ['<-', Op.receive],
]);

const assignments: ReadonlyMap<string, Op> = new Map([
  ['=', Op.assign],
  [':=', Op.define],
  ...['+=', '-=', '*=', '/=', '%=', '&=', '|=', '^=', '&^=', '<<=', '>>='].map((token): [string, Op] => [
    token,
    Op.assignOperation,
  ]),
]);

/** Throws where the parser has a node type or a field that kinds.ts does not know: the two are of different builds. */
export function readSymbols(language: Language): Symbols {
  const count = language.types.length;
  const symbols = {
    kinds: new Uint8Array(ERROR_SYMBOL + 1),
    fields: Uint8Array.from(language.fields, (name) => (name === null ? 0 : indexIn(fieldNames, name))),
    operators: new Uint8Array(count),
    assignments: new Uint8Array(count),
    chan: language.idForNodeType('chan', false) ?? 0,
    names: language.types,
  };
  symbols.kinds[ERROR_SYMBOL] = Kind.ERROR;
  for (let id = 0; id < count; id++) {
    const name = language.types[id];
    if (name === undefined) continue; // hidden: it never shows in a tree
    if (language.nodeTypeIsNamed(id)) {
      symbols.kinds[id] = indexIn(kindNames, name);
      continue;
    }
    symbols.operators[id] = operators.get(name) ?? Op.none;
    symbols.assignments[id] = assignments.get(name) ?? Op.none;
  }
  return symbols;
}

function indexIn(names: readonly string[], name: string): number {
  const index = names.indexOf(name);
  if (index < 0) throw new Error(`kinds.ts does not know '${name}' of the Go parser: run npm run generate`);
  return index;
}
