import type { PackageFacts } from '../facts/index.js';
import { calleeName, calleeOf } from '../facts/index.js';
import type { FileModel, NodeId } from '../semantic/index.js';
import { Field, Kind, NO_NODE, Op, childIn, childrenOf, firstChild, kindOf } from '../semantic/index.js';
import type { Alternative } from './channel.js';

const TIMERS: ReadonlySet<string> = new Set(['time.After', 'time.Tick']);

/** The other cases of a select statement. */
export function alternativesOf(model: FileModel, facts: PackageFacts, select: NodeId, clause: NodeId): Alternative[] {
  return childrenOf(model.ast, select)
    .filter((other) => other !== clause)
    .map((other) => alternativeOf(model, facts, other));
}

/** What a case of a select statement waits for. */
export function alternativeOf(model: FileModel, facts: PackageFacts, clause: NodeId): Alternative {
  const { ast } = model;
  const communication = childIn(ast, clause, Field.communication);
  if (communication === NO_NODE) return { what: 'default', clause, channel: NO_NODE };
  if (kindOf(ast, communication) === Kind.send_statement) {
    return { what: 'send', clause, channel: childIn(ast, communication, Field.channel) };
  }
  const channel = receivedFrom(model, communication);
  return { what: channel === NO_NODE ? 'channel' : kindOfSource(model, facts, channel), clause, channel };
}

/** The channel expression of `<-c`, `v := <-c`, `v, ok = <-c`, as a statement or an expression. */
function receivedFrom(model: FileModel, communication: NodeId): NodeId {
  const { ast } = model;
  let node = communication;
  if (kindOf(ast, node) === Kind.receive_statement) node = childIn(ast, node, Field.right);
  if (node !== NO_NODE && kindOf(ast, node) === Kind.expression_statement) node = firstChild(ast, node);
  node = node === NO_NODE ? NO_NODE : model.unparenthesized(node);
  const isReceive = node !== NO_NODE && kindOf(ast, node) === Kind.unary_expression && ast.op[node] === Op.receive;
  return isReceive ? model.unparenthesized(childIn(ast, node, Field.operand)) : NO_NODE;
}

function kindOfSource(model: FileModel, facts: PackageFacts, channel: NodeId): Alternative['what'] {
  const { ast } = model;
  if (kindOf(ast, channel) === Kind.call_expression) {
    const call = model.callAt(channel);
    if (model.importedCallees(call).some((name) => TIMERS.has(name))) return 'timer';
    const callee = calleeOf(model, facts, call);
    const name = calleeName(callee);
    if (name === '(context.Context).Done') return 'done';
    // Methods of that name that we know no type of give the same.
    const isDone = /\.Done$/.test(model.textOf(call.callee)) && call.args.length === 0;
    return isDone && callee.kind === 'unknown' ? 'done' : 'channel';
  }
  if (kindOf(ast, channel) !== Kind.selector_expression) return 'channel';
  const owner = facts.resolve(model.typeOf(childIn(ast, channel, Field.operand)));
  const named = owner.tag === 'pointer' ? facts.resolve(owner.to) : owner;
  const isTimer = named.tag === 'named' && named.path === 'time' && /^(?:Timer|Ticker)$/.test(named.name);
  return isTimer ? 'timer' : 'channel';
}
