import type { FlatAst, NodeId } from './flat-ast.js';
import { endOf, FLAG_MISSING, fieldOf, firstChild, kindOf, NO_NODE, parentOf, startOf } from './flat-ast.js';
import { Field, fieldNames, kindNames } from './kinds.js';

/** By `Op`, as Go writes it. */
const opTexts: readonly string[] = [
  ...['', '!', '+', '-', '*', '/', '%', '&', '|', '^', '&^', '<<', '>>', '&&', '||', '==', '!=', '<', '<=', '>', '>='],
  ...['<-', '=', ':=', 'op=', 'chan', 'chan<-', '<-chan', '*'],
];

/** A token that is longer than this is cut. */
const LONGEST_TEXT = 60;

/**
 * The tree for people: a node a line, indented by depth, as `field: kind op "text"` (text of leaves only), then the
 * comments. What the parser put in is marked MISSING.
 */
export function printAst(ast: FlatAst, text: string): string {
  const depths = new Uint32Array(ast.size);
  const lines: string[] = [];
  for (let i = 0; i < ast.size; i++) {
    const node = i as NodeId;
    const parent = parentOf(ast, node);
    const depth = parent === NO_NODE ? 0 : (depths[parent] ?? 0) + 1;
    depths[node] = depth;
    lines.push('  '.repeat(depth) + printNode(ast, text, node));
  }
  for (let i = 0; i < ast.comments.length; i += 2) {
    lines.push(`comment ${quote(text.slice(ast.comments[i], ast.comments[i + 1]))}`);
  }
  return lines.map((line) => `${line}\n`).join('');
}

function printNode(ast: FlatAst, text: string, node: NodeId): string {
  const field = fieldOf(ast, node);
  const isLeaf = firstChild(ast, node) === NO_NODE;
  const isMissing = ((ast.flags[node] ?? 0) & FLAG_MISSING) !== 0;
  const words = [
    field === Field.none ? '' : `${fieldNames[field] ?? ''}:`,
    isMissing ? 'MISSING' : '',
    kindNames[kindOf(ast, node)] ?? '',
    opTexts[ast.op[node] ?? 0] ?? '',
    isLeaf && !isMissing ? quote(text.slice(startOf(ast, node), endOf(ast, node))) : '',
    ...ast.missing.filter((missing) => missing.node === node).map(({ token }) => `MISSING ${quote(token)}`),
  ];
  return words.filter((word) => word !== '').join(' ');
}

function quote(text: string): string {
  return JSON.stringify(text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text);
}
