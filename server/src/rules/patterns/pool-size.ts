import type { PoolSite, PooledObject } from '../../facts/index.js';
import { isCutToNothing, rootOf } from '../../facts/index.js';
import type { FileModel, FuncInfo, NodeId } from '../../semantic/index.js';
import {
  Field,
  Kind,
  NO_NODE,
  afterOf,
  childIn,
  childrenOf,
  isWithin,
  kindOf,
  parentOf,
} from '../../semantic/index.js';
import type { Report } from '../rule.js';
import { lineBefore } from './lines.js';
import { objectName } from './pool-sites.js';
import { statementOfCall } from './statements.js';

const DRAINING = /^(?:Reset|Truncate|WriteTo|ReadFrom|Next)$/;
const DRAINS = /\.(?:Reset|Truncate|WriteTo|ReadFrom|Next)\(|\[:\(*0\)*\]/;

/**
 * True if the function looks at the size of what it gives back: by a condition on its capacity, on its length before it
 * is emptied, or by handing it to a function in a condition.
 */
export function isSizeChecked(model: FileModel, func: FuncInfo, site: PoolSite): boolean {
  const { ast } = model;
  const { object } = site;
  if (object === undefined) return false;
  for (let node = func.node; node < afterOf(ast, func.node); node = (node + 1) as NodeId) {
    const condition = conditionAt(model, node);
    if (condition === NO_NODE) continue;
    if (node > site.call.node && !isWithin(ast, site.call.node, node)) continue;
    if (asksSize(model, func, condition, object)) return true;
  }
  return false;
}

/** A guard in front of a Put in a function that does nothing but give its parameter back. */
export function guardBefore(
  model: FileModel,
  func: FuncInfo,
  site: PoolSite,
  isBuffer: 'buffer' | 'slice' | 'pointer',
): Pick<Report, 'fixes' | 'noFix'> {
  const place = statementOfCall(model, site.call);
  if (place === undefined || place.isDeferred) return { noFix: 'a deferred Put cannot be left out by a return' };
  const statements = statementsOf(model, func);
  const [first] = statements;
  const isHelper =
    statements.at(-1) === place.statement && statements.length <= 3 && isOnlyResetting(model, statements);
  const hasResults = childIn(model.ast, func.node, Field.result) !== NO_NODE;
  if (first === undefined || !isHelper || hasResults || site.fact.origin !== 'parameter')
    return { noFix: 'the function does more than give the object back' };
  const name = objectName(model, site);
  const size = isBuffer === 'buffer' ? `${name}.Cap()` : isBuffer === 'slice' ? `cap(${name})` : `cap(*${name})`;
  const head = lineBefore(model, first, `if ${size} > 64<<10 {`);
  if (head === undefined) return { noFix: 'the body stands on one line' };
  const indentation = /^[ \t]*/.exec(head.newText)?.[0] ?? '';
  const end = head.newText.endsWith('\r\n') ? '\r\n' : '\n';
  const newText = `${head.newText}${indentation}\treturn${end}${indentation}}${end}`;
  return {
    fixes: [
      {
        title: `Give back no more than 64 KiB: if ${size} > 64<<10 { return }`,
        kind: 'review',
        edits: [{ ...head, newText }],
      },
    ],
  };
}

function conditionAt(model: FileModel, node: NodeId): NodeId {
  switch (kindOf(model.ast, node)) {
    case Kind.if_statement:
      return childIn(model.ast, node, Field.condition);
    case Kind.expression_switch_statement:
    case Kind.expression_case:
      return childIn(model.ast, node, Field.value);
    default:
      return NO_NODE;
  }
}

/** A condition on the capacity, on the length where that still says something, or by a function that is given the object. */
function asksSize(model: FileModel, func: FuncInfo, condition: NodeId, object: PooledObject): boolean {
  return model.callsIn(condition).some((call) => {
    const { callee, args } = call;
    const isMethod = kindOf(model.ast, callee) === Kind.selector_expression;
    const operand = isMethod ? childIn(model.ast, callee, Field.operand) : NO_NODE;
    const asked = [...args, ...(operand === NO_NODE ? [] : [operand])].some((part) => isObject(model, object, part));
    if (!asked) return false;
    const name = isMethod ? model.textOf(childIn(model.ast, callee, Field.field)) : model.textOf(callee);
    if (name !== 'len' && name !== 'Len') return true;
    return !isDrainedBefore(model, func, condition) && !isAskingForNone(model, call.node);
  });
}

function isObject(model: FileModel, { names, root, base }: PooledObject, part: NodeId): boolean {
  const place = rootOf(model, part);
  if (place === undefined || !names.has(place.symbol)) return false;
  return place.symbol !== root || place.path.join('.') === base.join('.');
}

/** After it was written away or cut, the length says nothing of the memory. */
function isDrainedBefore(model: FileModel, func: FuncInfo, condition: NodeId): boolean {
  for (let node = func.node; node < condition; node = (node + 1) as NodeId) {
    if (isCutToNothing(model, node)) return true;
    if (kindOf(model.ast, node) !== Kind.call_expression) continue;
    const { callee } = model.callAt(node);
    const isMethod = callee !== NO_NODE && kindOf(model.ast, callee) === Kind.selector_expression;
    if (isMethod && DRAINING.test(model.textOf(childIn(model.ast, callee, Field.field)))) return true;
  }
  return false;
}

/** `len(b) == 0` asks whether there is something, not how much. */
function isAskingForNone(model: FileModel, call: NodeId): boolean {
  const comparison = parentOf(model.ast, model.parenthesized(call));
  return kindOf(model.ast, comparison) === Kind.binary_expression && /[<>=]\s*\(*0\)*$/.test(model.textOf(comparison));
}

function statementsOf(model: FileModel, func: FuncInfo): NodeId[] {
  const [list] = func.body === NO_NODE ? [] : childrenOf(model.ast, func.body);
  if (list === undefined) return [];
  return kindOf(model.ast, list) === Kind.statement_list ? childrenOf(model.ast, list) : [list];
}

function isOnlyResetting(model: FileModel, statements: readonly NodeId[]): boolean {
  return statements.slice(0, -1).every((statement) => DRAINS.test(model.textOf(statement)));
}
