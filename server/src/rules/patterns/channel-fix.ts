import type { Channel, Operation } from '../../concurrency/index.js';
import { tripsOf } from '../../concurrency/index.js';
import type { PackageFacts } from '../../facts/index.js';
import type { FileModel, FuncInfo, NodeId, SymbolInfo } from '../../semantic/index.js';
import {
  Field,
  Kind,
  NO_NODE,
  afterOf,
  childIn,
  childrenOf,
  firstChild,
  kindOf,
  parentOf,
} from '../../semantic/index.js';
import type { Edit } from '../../text/index.js';
import type { Fix } from '../rule.js';
import { isVisible, scopesAround } from './scopes.js';
import { lineAfter, lineEndAt, ownLine, startsLine } from './lines.js';

/** `make(chan T)` becomes `make(chan T, size)`; another size is replaced. */
export function bufferFix(model: FileModel, channel: Channel, size: string, kind: Fix['kind']): Fix {
  const call = model.callAt(channel.make);
  const [type, old] = call.args;
  const at = model.spanOf(old ?? type ?? channel.make);
  const edit = old === undefined ? { start: at.end, end: at.end, newText: `, ${size}` } : { ...at, newText: size };
  return { title: `Give ${channel.name} a buffer of ${size}`, kind, edits: [edit] };
}

/** `ch <- v` becomes a select statement that also ends with the context. Only for a send on lines of its own. */
export function selectFix(model: FileModel, facts: PackageFacts, send: Operation): Fix | undefined {
  const context = contextInScope(model, facts, send.node);
  if (context === undefined) return undefined;
  const inLoop = send.loops.length > 0 && !hasResults(model, send.func);
  const other = [`case <-${context.name}.Done():`, ...(inLoop ? ['\treturn'] : [])];
  const edit = selectWith(model, send.node, other);
  return edit === undefined
    ? undefined
    : { title: `Stop sending when ${context.name} ends`, kind: 'review', edits: [edit] };
}

/** A send becomes the first case of a select statement with another one. Only for a send on lines of its own. */
export function selectWith(model: FileModel, send: NodeId, other: readonly string[]): Edit | undefined {
  const line = ownLine(model, send);
  if (line === undefined) return undefined;
  const { start, end } = model.spanOf(send);
  const lines = ['select {', `case ${model.text.slice(start, end)}:`, ...other, '}'];
  return { start, end, newText: lines.join(`${lineEndAt(model.text, start)}${line.indentation}`) };
}

/** A `return` behind a send that is the last statement of its block, where the other send follows that block at once. */
export function returnFix(model: FileModel, sends: readonly Operation[]): Fix | undefined {
  for (const first of sends) {
    const { ast } = model;
    const list = parentOf(ast, first.node);
    const block = parentOf(ast, list);
    const branch = parentOf(ast, block);
    const isLast = afterOf(ast, first.node) === afterOf(ast, list);
    if (kindOf(ast, list) !== Kind.statement_list || kindOf(ast, branch) !== Kind.if_statement || !isLast) continue;
    const next = afterOf(ast, branch);
    const isSecond = sends.some(({ node, func }) => node === next && func === first.func);
    if (!isSecond || hasResults(model, first.func) || childIn(ast, branch, Field.alternative) !== NO_NODE) continue;
    const edit = startsLine(model, first.node) ? lineAfter(model, first.node, 'return') : undefined;
    if (edit !== undefined) return { title: 'Return after the first send', kind: 'safe', edits: [edit] };
  }
  return undefined;
}

/** How often a loop runs, as an expression that can stand at the `make`: `len(peers)`, `n`, `3`. */
export function tripsText(model: FileModel, facts: PackageFacts, channel: Channel, loop: NodeId): string | undefined {
  const { ast } = model;
  const { start } = model.spanOf(channel.make);
  if (tripsOf({ model, facts, since: start }, loop) === undefined) return undefined;
  const head = firstChild(ast, loop);
  if (kindOf(ast, head) === Kind.range_clause) {
    const over = model.unparenthesized(childIn(ast, head, Field.right));
    if (!isNameable(model, over, channel)) return undefined;
    const type = facts.underlying(model.typeOf(over));
    if (type.tag === 'basic' && type.name !== 'string') return model.textOf(over);
    return type.tag === 'slice' || type.tag === 'array' || type.tag === 'map'
      ? `len(${model.textOf(over)})`
      : undefined;
  }
  const condition = childIn(ast, head, Field.condition);
  const value = firstChild(ast, childIn(ast, childIn(ast, head, Field.initializer), Field.right));
  const bound = model.unparenthesized(childIn(ast, condition, Field.right));
  const isFromZero =
    value !== NO_NODE && model.textOf(value) === '0' && /^\w+\s*<\s*[^=]/.test(model.textOf(condition));
  return isFromZero && isNameable(model, bound, channel) ? model.textOf(bound) : undefined;
}

/** True for names, paths, lengths and numbers that mean at the `make` what they mean here. */
function isNameable(model: FileModel, expression: NodeId, channel: Channel): boolean {
  const { ast } = model;
  if (!/^(?:len\()?[\w.]+\)?$/u.test(model.textOf(expression))) return false;
  for (let node = expression; node < afterOf(ast, expression); node = (node + 1) as NodeId) {
    if (kindOf(ast, node) !== Kind.identifier) continue;
    const symbol = model.symbolAt(node);
    if (symbol === undefined) return false;
    if (symbol.kind !== 'universe' && symbol.kind !== 'import' && !isVisible(model, symbol, channel.make)) return false;
  }
  return true;
}

/** The nearest `context.Context` of a function that can be named at a place. */
function contextInScope(model: FileModel, facts: PackageFacts, at: NodeId): SymbolInfo | undefined {
  const shadowed = new Set<string>();
  for (const scope of scopesAround(model, at)) {
    const symbols = [...scope.names].map(([name, id]) => ({ name, symbol: model.symbol(id) }));
    const found = symbols
      .filter(({ name, symbol }) => !shadowed.has(name) && symbol !== undefined && symbol.declaration < at)
      .map(({ symbol }) => symbol)
      .filter((symbol) => symbol !== undefined && isContext(model, facts, symbol))
      .at(-1);
    if (found !== undefined) return found;
    for (const { name } of symbols) shadowed.add(name);
  }
  return undefined;
}

function isContext(model: FileModel, facts: PackageFacts, symbol: SymbolInfo): boolean {
  if (symbol.kind !== 'parameter' && symbol.kind !== 'variable') return false;
  if (symbol.declaration === NO_NODE || symbol.name === '_') return false;
  const type = facts.resolve(model.typeOfSymbol(symbol.id));
  return type.tag === 'named' && type.path === 'context' && type.name === 'Context';
}

/** True if the function gives results, which a plain `return` would leave out. */
export function hasResults(model: FileModel, func: FuncInfo): boolean {
  return childIn(model.ast, func.node, Field.result) !== NO_NODE;
}

/** True if a statement stands behind the node in its function that does more than leave or close. */
export function isFollowed(model: FileModel, node: NodeId, func: FuncInfo): boolean {
  const { ast } = model;
  for (let at = node; at !== func.node && at !== NO_NODE; at = parentOf(ast, at)) {
    if (kindOf(ast, at) === Kind.for_statement) return true;
    if (kindOf(ast, parentOf(ast, at)) !== Kind.statement_list) continue;
    const later = childrenOf(ast, parentOf(ast, at)).filter((other) => other > at);
    const [next] = later;
    if (next === undefined) continue;
    if (kindOf(ast, next) === Kind.return_statement) return afterOf(ast, next) > next + 1 && hasCall(model, next);
    if (!later.every((other) => /^close\(\w+\)$/.test(model.textOf(other)))) return true;
  }
  return false;
}

function hasCall(model: FileModel, node: NodeId): boolean {
  return model.callsIn(node).length > 0;
}
