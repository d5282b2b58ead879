import type { FlatAst, NodeId } from '../syntax/index.js';
import { Field, Kind, NO_NODE, fieldOf, kindOf, parentOf } from '../syntax/index.js';
import type { FileModel } from './model.js';

const tables = new WeakMap<FileModel, Int32Array>();

/**
 * The for statements around a node inside its function, the innermost first. A loop's initializer and range operand
 * run once and are not inside.
 */
export function loopsAround(model: FileModel, node: NodeId): NodeId[] {
  const loopOf = tableOf(model);
  const loops: NodeId[] = [];
  for (let at = loopOf[node] as NodeId; at !== NO_NODE; at = loopOf[at] as NodeId) loops.push(at);
  return loops;
}

/** True if the node may run more than once in one call of its function, as far as loops go. */
export function isInLoop(model: FileModel, node: NodeId): boolean {
  return tableOf(model)[node] !== NO_NODE;
}

/** Per node the innermost loop around it: one pass over the file, for a walk from each use would be quadratic. */
function tableOf(model: FileModel): Int32Array {
  const known = tables.get(model);
  if (known !== undefined) return known;
  const { ast } = model;
  const loopOf = new Int32Array(ast.size).fill(NO_NODE);
  for (let node = 1 as NodeId; node < ast.size; node = (node + 1) as NodeId) {
    loopOf[node] = innermostLoop(ast, loopOf, node);
  }
  tables.set(model, loopOf);
  return loopOf;
}

function innermostLoop(ast: FlatAst, loopOf: Int32Array, node: NodeId): number {
  const parent = parentOf(ast, node);
  switch (kindOf(ast, parent)) {
    case Kind.func_literal:
    case Kind.function_declaration:
    case Kind.method_declaration:
      return NO_NODE;
    case Kind.for_statement:
      return parent;
    case Kind.for_clause:
      return fieldOf(ast, node) === Field.initializer ? around(ast, loopOf, parent) : (loopOf[parent] as number);
    case Kind.range_clause:
      return fieldOf(ast, node) === Field.right ? around(ast, loopOf, parent) : (loopOf[parent] as number);
    default:
      return loopOf[parent] as number;
  }
}

/** The loop around the for statement whose clause this is. */
function around(ast: FlatAst, loopOf: Int32Array, clause: NodeId): number {
  return loopOf[parentOf(ast, clause)] as number;
}
