import type { Acquisition } from '../../obligations/index.js';
import type { Call, FileModel, NodeId } from '../../semantic/index.js';
import {
  Field,
  Kind,
  NO_NODE,
  childIn,
  childrenOf,
  isWithin,
  kindOf,
  usesOf,
  valueGivenTo,
  variableAt,
} from '../../semantic/index.js';
import type { RuleContext } from '../rule.js';
import { durationOf } from './durations.js';
import type { Judgement } from './release.js';

const ROOTS: ReadonlySet<string> = new Set(['context.Background', 'context.TODO']);
/** The package that `context` was before Go 1.7; old code imports it still. */
const FORMER = 'golang.org/x/net/';

const MINUTE = 60_000;
/** Contexts of contexts are looked through this far. */
const MAX_PARENTS = 4;

/**
 * A cancel function that is lost costs little where the parent never ends and keeps no children (`Background`, `TODO`,
 * values over them; package context), and where the deadline ends it within a minute.
 */
export function judgeCancel({ model }: RuleContext, { call }: Acquisition): Judgement {
  if (isCancelledAbove(model, call)) return 'silent';
  const name = calleeIn(model, call);
  const [parent = NO_NODE, end = NO_NODE] = call.args;
  if (/^context\.WithCancel/.test(name)) return isRooted(model, parent, 0) ? { severity: 'information' } : {};
  if (!/^context\.WithTimeout/.test(name)) return {};
  const milliseconds = durationOf(model, end);
  return milliseconds !== undefined && milliseconds < MINUTE ? { severity: 'information' } : {};
}

function calleeIn(model: FileModel, call: Call): string {
  const name = model.importedCallees(call)[0] ?? '';
  return name.startsWith(FORMER) ? name.slice(FORMER.length) : name;
}

/** True if the function makes the parent as well and calls its cancel function: that ends this context, too. */
function isCancelledAbove(model: FileModel, { node, args }: Call): boolean {
  const { ast } = model;
  const parent = args[0] === undefined ? undefined : variableAt(model, args[0]);
  if (parent === undefined) return false;
  return usesOf(model, parent).some((use) => {
    const before = use.node < node ? statementOf(model, use.node) : NO_NODE;
    const statement = before !== NO_NODE && !isWithin(ast, node, before) ? before : NO_NODE;
    const left = statement === NO_NODE ? NO_NODE : childIn(ast, statement, Field.left);
    const [first, cancel] = left === NO_NODE ? [] : childrenOf(ast, left);
    if (first !== use.node || cancel === undefined) return false;
    const symbol = variableAt(model, cancel);
    if (symbol === undefined || !isOfContext(model, statement)) return false;
    return usesOf(model, symbol).some(({ what }) => what.does === 'called');
  });
}

/** True for an assignment of what a function of package context returns. */
function isOfContext(model: FileModel, statement: NodeId): boolean {
  return model.callsIn(statement).some((call) => calleeIn(model, call).startsWith('context.With'));
}

/** True if the context is `Background` or `TODO`, or one with values over them. */
function isRooted(model: FileModel, expression: NodeId, depth: number): boolean {
  const node = expression === NO_NODE ? NO_NODE : model.unparenthesized(expression);
  if (node === NO_NODE || depth > MAX_PARENTS) return false;
  if (kindOf(model.ast, node) === Kind.call_expression) {
    const call = model.callAt(node);
    const name = calleeIn(model, call);
    return ROOTS.has(name) || (name === 'context.WithValue' && isRooted(model, call.args[0] ?? NO_NODE, depth + 1));
  }
  const symbol = variableAt(model, node);
  if (symbol === undefined) return false;
  const values = usesOf(model, symbol).flatMap((use) => {
    const isDeclared = use.what.does === 'declared';
    if (!isDeclared && use.what.does !== 'assigned') return [];
    return [valueGivenTo(model, statementOf(model, use.node), use.node)];
  });
  const [only] = values;
  return values.length === 1 && only !== undefined && isRooted(model, only, depth + 1);
}

/** The declaration or assignment that a name on its left side belongs to. */
function statementOf(model: FileModel, name: NodeId): NodeId {
  let at = name;
  while (at !== NO_NODE && !GIVING.has(kindOf(model.ast, at))) at = model.ast.parent[at] as NodeId;
  return at;
}

const GIVING: ReadonlySet<Kind> = new Set([Kind.assignment_statement, Kind.short_var_declaration, Kind.var_spec]);
