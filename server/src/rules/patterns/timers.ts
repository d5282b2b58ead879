import { cfgOf } from '../../facts/index.js';
import type { Call, FileModel, NodeId } from '../../semantic/index.js';
import {
  Field,
  Kind,
  NO_FUNC,
  NO_NODE,
  childIn,
  childrenOf,
  isWithin,
  kindOf,
  loopsAround,
  parentOf,
  reaches,
  searchPaths,
  selectCaseOf,
} from '../../semantic/index.js';
import type { GoVersion } from '../../workspace/index.js';
import { isAtLeast } from '../../workspace/index.js';
import type { RuleConfidence, RuleContext } from '../rule.js';

/**
 * How sure it is that timers which nobody stops are kept: certain below Go 1.23, doubtful where nothing tells the
 * version, `undefined` from there on. What counts is the main module of the program, which may be another one.
 */
export function timersAreKept(go: GoVersion | undefined): RuleConfidence | undefined {
  const fate = go === undefined ? 'unknown' : (go.timers ?? (isAtLeast(go, 1, 23) ? 'collected' : 'kept'));
  if (fate === 'collected') return undefined;
  return fate === 'kept' ? 'high' : 'medium';
}

/** Why findings about timers may be doubtful. */
export const NO_VERSION = 'nothing tells the Go version';

/**
 * True if the function around a call that makes a ticker may be left behind it: what runs for ever has nothing to
 * release. The channel of a ticker is never closed, so a loop over it ends only from inside.
 */
export function mayBeLeft({ model, facts }: RuleContext, call: Call): boolean {
  const func = model.funcAt(call.node);
  if (func === undefined || func.body === NO_NODE) return false;
  const cfg = cfgOf(model, facts, func);
  const from = cfg.pointOf(call.node);
  if (from === undefined) return false;
  const ends = new Set([cfg.exit, cfg.goexit]);
  const result = searchPaths(model, cfg, {
    from,
    at: (point) => (ends.has(point.id) ? 'match' : 'pass'),
    over: (point, edge) =>
      point.kind === 'head' && isOver(model, point.node, call.node) && edge.label === 'false' ? 'end' : 'pass',
  });
  return result.found.length > 0;
}

/** True for the head of a loop over what the call returns. */
function isOver(model: FileModel, head: NodeId, call: NodeId): boolean {
  return head !== NO_NODE && isWithin(model.ast, call, head);
}

/** The expression `call.C` and the receive around it, `<-call.C`; `undefined` for what is no such receive. */
export function receiveOf(model: FileModel, call: Call): NodeId | undefined {
  const { ast } = model;
  const selector = parentOf(ast, model.parenthesized(call.node));
  const isField =
    kindOf(ast, selector) === Kind.selector_expression && model.textOf(childIn(ast, selector, Field.field)) === 'C';
  if (!isField) return undefined;
  return receiveAround(model, selector);
}

/** The receive from an expression, if it is received from where it stands. */
export function receiveAround(model: FileModel, expression: NodeId): NodeId | undefined {
  const outer = parentOf(model.ast, model.parenthesized(expression));
  return kindOf(model.ast, outer) === Kind.unary_expression ? outer : undefined;
}

/** True if the clause gives a value to a variable that the condition of the loop asks about: `errc = <-quit`. */
function endsLoop(model: FileModel, loop: NodeId, clause: NodeId): boolean {
  const { ast } = model;
  const body = childIn(ast, loop, Field.body);
  return model.bindings.symbols.some((symbol) => {
    if (symbol.func === NO_FUNC || (symbol.kind !== 'variable' && symbol.kind !== 'result')) return false;
    const uses = model.referencesOf(symbol.id);
    const isAsked = uses.some(({ node }) => isWithin(ast, node, loop) && !isWithin(ast, node, body));
    return isAsked && uses.some(({ node, access }) => access === 'write' && isWithin(ast, node, clause));
  });
}

/**
 * The loop whose next iteration another case of the `select` leads to, while the timer of this one is still waiting;
 * `undefined` where the timer is received from in every iteration, or there is no loop.
 */
export function loopThatLeaves({ model, facts }: RuleContext, receive: NodeId): NodeId | undefined {
  const { ast } = model;
  const found = selectCaseOf(model, receive);
  const func = model.funcAt(receive);
  if (found === undefined || func === undefined) return undefined;
  const [loop] = loopsAround(model, receive);
  const cfg = cfgOf(model, facts, func);
  const top = loop === undefined ? undefined : cfg.loopTops.get(loop);
  if (loop === undefined || top === undefined) return undefined;
  const others = childrenOf(ast, found.select).filter((clause) => clause !== found.clause);
  const goesOn = others.some((clause) => {
    if (endsLoop(model, loop, clause)) return false;
    const first = childrenOf(ast, clause)[0];
    const point = first === undefined ? undefined : cfg.pointOf(first);
    // A clause without a statement of its own goes where the `select` goes.
    return point === undefined ? kindOf(ast, clause) === Kind.default_case : reaches(cfg, point, top, () => false);
  });
  return goesOn ? loop : undefined;
}
