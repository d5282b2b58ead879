import type { FileModel, FuncInfo, NodeId, Type } from '../semantic/index.js';
import { Field, Kind, Op, afterOf, childIn, childrenOf, kindOf, runInDeclaration } from '../semantic/index.js';
import type { CalleeRef } from './callee-ref.js';
import { calleeRefOf } from './callee-ref.js';

/** What the body of a function does besides what it does with its parameters; filled in one walk. */
export interface BodyScan {
  startsGoroutine: boolean;
  blocks: boolean;
  readonly calls: CalleeRef[];
}

/** Reads off what the code of a function that runs in its own goroutine does. */
export function scanBody(model: FileModel, func: FuncInfo): BodyScan {
  const { ast } = model;
  const scan: BodyScan = { startsGoroutine: false, blocks: false, calls: [] };
  const seen = new Set<string>();
  const end = afterOf(ast, func.body);
  for (let node = func.body; node < end; node = (node + 1) as NodeId) {
    const kind = kindOf(ast, node);
    if (kind === Kind.func_literal && !runsInside(model, node)) {
      // Its code is somebody else's; whether it is a goroutine is told by the statement around it.
      node = (afterOf(ast, node) - 1) as NodeId;
      continue;
    }
    if (kind === Kind.go_statement) {
      scan.startsGoroutine = true;
      node = (afterOf(ast, node) - 1) as NodeId;
    } else if (mayWait(model, node, kind)) scan.blocks = true;
    else if (kind === Kind.call_expression) addCall(model, node, scan, seen);
  }
  return scan;
}

function runsInside(model: FileModel, literal: NodeId): boolean {
  const func = model.funcAt(literal);
  const run = func === undefined ? 'unknown' : runInDeclaration(model, func);
  return run === 'here' || run === 'perhaps' || run === 'deferred';
}

function mayWait(model: FileModel, node: NodeId, kind: Kind): boolean {
  const { ast } = model;
  switch (kind) {
    case Kind.select_statement:
      return !childrenOf(ast, node).some((clause) => kindOf(ast, clause) === Kind.default_case);
    case Kind.send_statement:
      return kindOf(ast, ast.parent[node] as NodeId) !== Kind.communication_case;
    case Kind.unary_expression:
      return (ast.op[node] as Op) === Op.receive && kindOf(ast, ast.parent[node] as NodeId) !== Kind.receive_statement;
    case Kind.range_clause:
      return model.typeOf(childIn(ast, node, Field.right)).tag === 'chan';
    default:
      return false;
  }
}

const WAITING = /^(?:Lock|RLock|Wait|Acquire)$/;

function addCall(model: FileModel, call: NodeId, scan: BodyScan, seen: Set<string>): void {
  const ref = calleeRefOf(model, call);
  if (ref === undefined) return;
  if ('of' in ref && WAITING.test(ref.name) && isUnknownHere(ref.of)) scan.blocks = true;
  // Other modules' functions are unknown to everybody: they need no line.
  if ('path' in ref && ref.path !== '' && !ref.path.includes('.')) return;
  if ('of' in ref && isUnknownHere(ref.of)) return;
  const key = 'path' in ref ? `${ref.path}.${ref.name}` : `${JSON.stringify(ref.of)}.${ref.name}`;
  if (seen.has(key)) return;
  seen.add(key);
  scan.calls.push(ref);
}

function isUnknownHere(type: Type): boolean {
  const base = type.tag === 'pointer' ? type.to : type;
  return base.tag === 'unknown' || (base.tag === 'named' && base.path !== '');
}
