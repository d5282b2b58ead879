import type { PoolElement, PoolProtocol, PoolSite } from '../../facts/index.js';
import type { FileModel, FuncInfo, NodeId } from '../../semantic/index.js';
import { Kind, kindOf } from '../../semantic/index.js';
import { isAtLeast } from '../../workspace/index.js';
import type { Fix, Report, RuleContext } from '../rule.js';
import { indentationAt, lineAfter, lineBefore, lineEnd, statementOf, statementOfCall } from './pool-edits.js';
import { getOf, poolSitesIn } from './pool-sites.js';

type Cure = Pick<Report, 'fixes' | 'noFix'>;

/** A statement that empties an object. */
interface Emptying {
  readonly text: string;
  readonly kind: Fix['kind'];
}

/** Resets the object before a Put, or else behind the one Get of the function. */
export function resetBeforePut(context: RuleContext, func: FuncInfo, site: PoolSite, protocol: PoolProtocol): Cure {
  const { model } = context;
  const [argument] = site.call.args;
  if (argument === undefined) return {};
  const emptying = emptyingOf(context, protocol.element, model.textOf(model.unparenthesized(argument)));
  if (typeof emptying === 'string') return { noFix: emptying };
  const place = statementOfCall(model, site.call);
  if (place === undefined) return { noFix: 'Put is no statement of its own here' };
  const isSlice = protocol.element.kind === 'slice' && !protocol.element.isPointer;
  if (place.isDeferred && isSlice) return { noFix: 'the deferred Put has its slice since the defer statement' };
  if (isReassigned(model, site, protocol)) return { noFix: 'the variable gets another value in between' };
  const title = `Add ${emptying.text} before Put`;
  const edits = place.isDeferred
    ? deferred(model, place.statement, site, emptying.text)
    : [lineBefore(model, place.statement, emptying.text)];
  const fixes = edits.flatMap((edit): Fix[] =>
    edit === undefined ? [] : [{ title, kind: emptying.kind, edits: [edit] }],
  );
  return { fixes: [...fixes, ...resetBehindGet(context, func, site, protocol)] };
}

/** Resets what a Get gives on the line behind it. */
export function resetAfterGet(context: RuleContext, site: PoolSite, protocol: PoolProtocol): Cure {
  const { model } = context;
  const variable = site.object === undefined ? undefined : model.symbol(site.object.root);
  if (variable === undefined) return { noFix: 'what Get gives is in no variable here' };
  const emptying = emptyingOf(context, protocol.element, variable.name);
  if (typeof emptying === 'string') return { noFix: emptying };
  const statement = statementOf(model, site.call.node);
  const isPlain = kindOf(model.ast, statement) === Kind.short_var_declaration;
  const edit = isPlain ? lineAfter(model, statement, emptying.text) : undefined;
  if (edit === undefined || isChecked(model, statement)) return { noFix: 'the result of Get is tested first' };
  return { fixes: [{ title: `Add ${emptying.text} after Get`, kind: emptying.kind, edits: [edit] }] };
}

function resetBehindGet(context: RuleContext, func: FuncInfo, site: PoolSite, protocol: PoolProtocol): Fix[] {
  const get = getOf(context, func, site);
  const gets = poolSitesIn(context, func).filter((other) => other.site.fact.does === 'get');
  const isPutProtocol = protocol.puts.some(({ state }) => state === 'reset');
  if (get === undefined || gets.length !== 1 || isPutProtocol) return [];
  const { fixes = [] } = resetAfterGet(context, get, protocol);
  return fixes.map((fix) => ({ ...fix, kind: 'review' }));
}

/** What empties the object that an expression denotes; a text says why nothing does. */
function emptyingOf(context: RuleContext, element: PoolElement, argument: string): Emptying | string {
  const { facts, go } = context;
  const name = argument.replace(/^&/, '');
  if (!/^[\p{L}_][\p{L}\p{N}_.]*$/u.test(name)) return 'what is put back has no name';
  const isAddress = name !== argument;
  switch (element.kind) {
    case 'buffer':
      return { text: `${name}.Reset()`, kind: 'safe' };
    case 'stream':
      return 'Reset needs to be told what to read from or write to';
    case 'slice':
      return element.isPointer && !isAddress
        ? { text: `*${name} = (*${name})[:0]`, kind: 'safe' }
        : { text: `${name} = ${name}[:0]`, kind: 'safe' };
    case 'map':
      if (!isAtLeast(go, 1, 21)) return 'clear needs Go 1.21';
      return { text: element.isPointer && !isAddress ? `clear(*${name})` : `clear(${name})`, kind: 'safe' };
    case 'struct':
      return emptyingOfStruct(facts, element, name);
    case 'stateless':
      return 'nobody knows how to empty it';
  }
}

/** A method of the type that empties all that grows, or the fields one by one. */
function emptyingOfStruct(
  facts: RuleContext['facts'],
  element: Extract<PoolElement, { readonly kind: 'struct' }>,
  name: string,
): Emptying | string {
  for (const method of ['Reset', 'reset', 'Clear', 'clear']) {
    const selected = facts.select(element.type, method);
    if (selected.what !== 'method' || selected.signature.tag !== 'func') continue;
    if (selected.signature.params.length > 0 || selected.via.length > 0) continue;
    const { resets } = facts.pools.meaningOf(element.type, { does: 'method', path: '', name: method, index: 0 });
    const isComplete = element.growing.every(({ path }) => resets.some((part) => part === '' || part === path));
    if (isComplete) return { text: `${name}.${method}()`, kind: 'safe' };
  }
  return `${element.name} has no method that empties ${element.growing.map(({ path }) => path).join(' and ')}`;
}

/** `defer func() { … }()` in place of `defer pool.Put(x)`. */
function deferred(
  model: FileModel,
  statement: NodeId,
  { call }: PoolSite,
  text: string,
): { start: number; end: number; newText: string }[] {
  const span = model.spanOf(statement);
  const indentation = indentationAt(model, span.start);
  const end = lineEnd(model.text, span.start);
  const put = model.textOf(call.node);
  const lines = ['defer func() {', `${indentation}\t${text}`, `${indentation}\t${put}`, `${indentation}}()`];
  return [{ ...span, newText: lines.join(end) }];
}

/** A deferred function would see what the variable is given later. */
function isReassigned(model: FileModel, { object, call }: PoolSite, { element }: PoolProtocol): boolean {
  if (object === undefined || (element.kind === 'slice' && !element.isPointer)) return false;
  return model
    .referencesOf(object.root)
    .some(({ node, access }) => (access === 'write' || access === 'readwrite') && node > call.node);
}

/** `v := pool.Get(); if v == nil` and `x, ok := pool.Get().(*T)`: the line behind may meet no object. */
function isChecked(model: FileModel, statement: NodeId): boolean {
  const text = model.textOf(statement);
  return /^\w+\s*,/u.test(text) || !/\.\(\*?[^()]*\)$/.test(text.replace(/\[:0\]$/, ''));
}
