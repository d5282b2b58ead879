import type { PoolElement, PoolProtocol, PoolSite } from '../../facts/index.js';
import { isNothing, newOfPool, returnedBy } from '../../facts/index.js';
import type { FileModel, FuncInfo, NodeId } from '../../semantic/index.js';
import { Kind, NO_NODE, kindOf } from '../../semantic/index.js';
import type { Edit } from '../../text/index.js';
import { isAtLeast } from '../../workspace/index.js';
import type { Fix, Report, RuleContext } from '../rule.js';
import { indentationAt, lineAfter, lineBefore, lineEndAt } from './lines.js';
import { getOf, poolSitesIn } from './pool-sites.js';
import { statementAround, statementOfCall } from './statements.js';

type Cure = Pick<Report, 'fixes' | 'noFix'>;

/** Statements that empty an object. */
export interface Emptying {
  readonly statements: readonly string[];
  readonly kind: Fix['kind'];
}

/** Resets the object before a Put, or else behind the one Get of the function. */
export function resetBeforePut(context: RuleContext, func: FuncInfo, site: PoolSite, protocol: PoolProtocol): Cure {
  const { model } = context;
  const [argument] = site.call.args;
  if (argument === undefined) return {};
  const emptying = emptyingOf(context, site, protocol.element, model.textOf(model.unparenthesized(argument)));
  if (typeof emptying === 'string') return { noFix: emptying };
  const { fixes, noFix } = beforePut(model, site, protocol, emptying);
  return noFix === undefined
    ? { fixes: [...(fixes ?? []), ...resetBehindGet(context, func, site, protocol)] }
    : { noFix };
}

/** The statement on a line before a Put, or with the Put in a deferred function. */
export function beforePut(model: FileModel, site: PoolSite, protocol: PoolProtocol, emptying: Emptying): Cure {
  const place = statementOfCall(model, site.call);
  if (place === undefined) return { noFix: 'Put is no statement of its own here' };
  const isSlice = protocol.element.kind === 'slice' && !protocol.element.isPointer;
  if (place.isDeferred && isSlice) return { noFix: 'the deferred Put has its slice since the defer statement' };
  if (isReassigned(model, site, protocol)) return { noFix: 'the variable gets another value in between' };
  const title = `Add ${emptying.statements.join('; ')} before Put`;
  const edits = place.isDeferred
    ? deferred(model, place.statement, site, emptying.statements)
    : [linesBefore(model, place.statement, emptying.statements)];
  return {
    fixes: edits.flatMap((edit): Fix[] => (edit === undefined ? [] : [{ title, kind: emptying.kind, edits: [edit] }])),
  };
}

/** Resets what a Get gives on the line behind it. */
export function resetAfterGet(context: RuleContext, site: PoolSite, protocol: PoolProtocol): Cure {
  const { model } = context;
  const variable = site.object === undefined ? undefined : model.symbol(site.object.root);
  if (variable === undefined) return { noFix: 'what Get gives is in no variable here' };
  const emptying = emptyingOf(context, site, protocol.element, variable.name);
  if (typeof emptying === 'string') return { noFix: emptying };
  const statement = statementAround(model, site.call.node);
  const isPlain = kindOf(model.ast, statement) === Kind.short_var_declaration;
  const edit = isPlain ? lineAfter(model, statement, emptying.statements.join('; ')) : undefined;
  if (edit === undefined || isChecked(model, statement)) return { noFix: 'the result of Get is tested first' };
  return { fixes: [{ title: `Add ${emptying.statements.join('; ')} after Get`, kind: emptying.kind, edits: [edit] }] };
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
function emptyingOf(context: RuleContext, site: PoolSite, element: PoolElement, argument: string): Emptying | string {
  const name = argument.replace(/^&/, '');
  if (!isName(name)) return 'what is put back has no name';
  const isAddress = name !== argument;
  switch (element.kind) {
    case 'buffer':
      return { statements: [`${name}.Reset()`], kind: 'safe' };
    case 'stream':
      return 'Reset needs to be told what to read from or write to';
    case 'slice':
      return element.isPointer && !isAddress
        ? { statements: [`*${name} = (*${name})[:0]`], kind: 'safe' }
        : { statements: [`${name} = ${name}[:0]`], kind: 'safe' };
    case 'map':
      if (!isAtLeast(context.go, 1, 21)) return 'clear needs Go 1.21';
      return { statements: [element.isPointer && !isAddress ? `clear(*${name})` : `clear(${name})`], kind: 'safe' };
    case 'struct':
      return emptyingOfStruct(context, site, element, { name, isAddress });
    case 'stateless':
      return 'nobody knows how to empty it';
  }
}

/** True for a variable, or what selectors reach from one: text that a statement may be written with. */
export function isName(text: string): boolean {
  return /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(text);
}

/** A method of the type that empties all that grows; else the whole is overwritten, if its New gives no more than that. */
function emptyingOfStruct(
  { model, facts }: RuleContext,
  site: PoolSite,
  element: Extract<PoolElement, { readonly kind: 'struct' }>,
  { name, isAddress }: { readonly name: string; readonly isAddress: boolean },
): Emptying | string {
  for (const method of ['Reset', 'reset', 'Clear', 'clear']) {
    const selected = facts.select(element.type, method);
    if (selected.what !== 'method' || selected.signature.tag !== 'func') continue;
    if (selected.signature.params.length > 0 || selected.via.length > 0) continue;
    const { resets } = facts.pools.meaningOf(element.type, { does: 'method', path: '', name: method, index: 0 });
    const isComplete = element.growing.every(({ path }) => resets.some((part) => part === '' || part === path));
    if (isComplete) return { statements: [`${name}.${method}()`], kind: 'safe' };
  }
  const type = element.type.tag === 'pointer' ? facts.resolve(element.type.to) : element.type;
  if (type.tag === 'named' && type.args === undefined && isMadeEmpty(model, site)) {
    const isPointer = element.type.tag === 'pointer' && !isAddress;
    return { statements: [`${isPointer ? '*' : ''}${name} = ${type.name}{}`], kind: 'review' };
  }
  return `${element.name} has no method that empties ${element.growing.map(({ path }) => path).join(' and ')}`;
}

/** The pool's New is seen and gives `new(T)` or `&T{}`: an object that is overwritten is as good as a new one. */
function isMadeEmpty(model: FileModel, { fact }: PoolSite): boolean {
  const made = 'place' in fact.via ? newOfPool(model, fact.via.place) : NO_NODE;
  if (made === NO_NODE || kindOf(model.ast, made) !== Kind.func_literal) return false;
  const values = returnedBy(model, made);
  return values.length === 1 && values.every((value) => isNothing(model, value));
}

function linesBefore(model: FileModel, statement: NodeId, statements: readonly string[]): Edit | undefined {
  const edits = statements.map((line) => lineBefore(model, statement, line));
  const [first] = edits;
  return first === undefined ? undefined : { ...first, newText: edits.map((edit) => edit?.newText ?? '').join('') };
}

/** `defer func() { … }()` in place of `defer pool.Put(x)`. */
function deferred(
  model: FileModel,
  statement: NodeId,
  { call }: PoolSite,
  statements: readonly string[],
): { start: number; end: number; newText: string }[] {
  const span = model.spanOf(statement);
  const indentation = indentationAt(model.text, span.start);
  const end = lineEndAt(model.text, span.start);
  const put = model.textOf(call.node);
  const body = [...statements, put].map((line) => `${indentation}\t${line}`);
  const lines = ['defer func() {', ...body, `${indentation}}()`];
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
