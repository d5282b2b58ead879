import type { Call, FileModel, NodeId } from '../../semantic/index.js';
import {
  Field,
  Kind,
  NO_NODE,
  childIn,
  childrenOf,
  contextOf,
  kindOf,
  parentOf,
  testAt,
} from '../../semantic/index.js';
import type { Report } from '../rule.js';
import { lineAfter } from './lines.js';
import { statementAround } from './statements.js';

/** Stops behind the start, or behind the check of its error; or why that is not offered. */
export function traceFix(model: FileModel, call: Call): Pick<Report, 'fixes' | 'noFix'> {
  const statement = placeFor(model, call);
  if (statement === NO_NODE) return { noFix: 'its error is not checked right behind it' };
  const code = `defer ${stopFor(model.textOf(call.callee))}()`;
  const edit = lineAfter(model, statement, code);
  if (edit === undefined) return { noFix: 'the line holds more than the statement' };
  return { fixes: [{ title: `Add ${code}`, kind: 'review', edits: [edit] }] };
}

function stopFor(start: string): string {
  return start.replace(/\bStartCPUProfile$/, 'StopCPUProfile').replace(/\bStart$/, 'Stop');
}

/** The statement behind which the trace certainly runs. */
function placeFor(model: FileModel, call: Call): NodeId {
  const { ast } = model;
  const statement = statementAround(model, call.node);
  if (statement === NO_NODE) return NO_NODE;
  const kind = kindOf(ast, statement);
  if (kind === Kind.expression_statement) return statement;
  if (kind === Kind.if_statement) return isCheck(model, call, statement) ? statement : NO_NODE;
  const siblings = childrenOf(ast, parentOf(ast, statement));
  const next = siblings[siblings.indexOf(statement) + 1];
  return next !== undefined && isCheck(model, call, next) ? next : NO_NODE;
}

/** `if err != nil { … }` on the error of the call, without else. */
function isCheck(model: FileModel, call: Call, statement: NodeId): boolean {
  const { ast } = model;
  const what = contextOf(model, call.node);
  if (kindOf(ast, statement) !== Kind.if_statement || what.does !== 'alias') return false;
  if (childIn(ast, statement, Field.alternative) !== NO_NODE) return false;
  const test = testAt(model, childIn(ast, statement, Field.condition));
  return test?.symbol === what.symbol && test.whenTrue === 'non-nil';
}
