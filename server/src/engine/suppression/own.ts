import { didYouMean, nearestName } from '../../config/index.js';
import type { FlatAst } from '../../syntax/index.js';
import { Kind, endOf, kindOf, parentOf, startOf } from '../../syntax/index.js';
import type { NodeId } from '../../syntax/index.js';
import type { Span } from '../../text/index.js';
import type { Comment, Directive, MalformedDirective, NamedRule } from './directive.js';
import { nodeBelow, placeOf, statementAround } from './extent.js';
import type { RuleNames } from './rule-names.js';

const OWN = /^([ \t]*)leaklens:([\w-]*)(?:[ \t]+|$)(.*)$/s;
const VERBS = ['ignore', 'ignore-file'];
const REASON = /(?:^|[ \t])--(?![\w-])[ \t]*(.*)$/s;
const UNTIL = /(?:^|[ \t,])until=(\S*)/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** A comment of ours: what it silences, and what is wrong with it. */
export interface OwnDirective {
  readonly directive?: Directive;
  readonly malformed: readonly MalformedDirective[];
}

/** What is needed to read a comment. */
export interface DirectiveContext {
  readonly ast: FlatAst;
  readonly text: string;
  readonly names: RuleNames;
  readonly requireReason: boolean;
}

/**
 * Reads `//leaklens:ignore CODE[,CODE] [until=YYYY-MM-DD] -- reason` and `//leaklens:ignore-file …`; none for any other
 * comment. What is right of it holds, whatever is wrong beside it.
 */
export function readOwn(comment: Comment, context: DirectiveContext): OwnDirective | undefined {
  const match = OWN.exec(comment.body);
  if (match === null) return undefined;
  const [, blanks = '', verb = '', rest = ''] = match;
  if (blanks !== '') return blankBefore(comment, { blanks, rest }, context.names);
  const restStart = comment.bodyStart + comment.body.length - rest.length;
  const verbSpan = { start: comment.bodyStart, end: comment.bodyStart + 'leaklens:'.length + verb.length };
  if (!VERBS.includes(verb)) return { malformed: [unknownVerb(verb, verbSpan)] };
  const parts = readParts(rest, restStart, context);
  const place = scopeOf(comment, verb, verbSpan, context);
  const malformed = [...place.malformed, ...parts.malformed];
  if (parts.named.length === 0 && parts.malformed.length === 0) malformed.push(noRule(verbSpan));
  if (context.requireReason && !parts.hasReason && parts.named.length > 0) malformed.push(noReason(comment));
  const codes = new Set(parts.named.map(({ code }) => code));
  const { until, named } = parts;
  const directive = { at: comment, scope: place.scope, codes, named, ...(until === undefined ? {} : { until }) };
  return { directive, malformed };
}

interface Parts {
  readonly named: readonly NamedRule[];
  readonly until?: string;
  readonly hasReason: boolean;
  readonly malformed: readonly MalformedDirective[];
}

/** What stands behind the directive's own name; `start` is its offset. */
function readParts(rest: string, start: number, { names }: DirectiveContext): Parts {
  const reason = REASON.exec(rest);
  const head = reason === null ? rest : rest.slice(0, reason.index);
  const until = UNTIL.exec(head);
  const list = until === null ? head : head.slice(0, until.index);
  const malformed: MalformedDirective[] = [];
  const named: NamedRule[] = [];
  let at = 0;
  for (const part of list.split(',')) {
    const name = part.trim();
    const nameStart = start + at + part.indexOf(name);
    at += part.length + 1;
    if (name === '') continue;
    readName(name, nameStart, names, { named, malformed });
  }
  const behind = until === null ? '' : head.slice(until.index + until[0].length).trim();
  const date = until?.[1] ?? '';
  if (until !== null && !isDate(date))
    malformed.push(invalidDate(date, start + until.index + until[0].indexOf('until=')));
  if (behind !== '') malformed.push(wordsBehind(behind, start + head.lastIndexOf(behind)));
  const hasReason = (reason?.[1] ?? '').trim() !== '';
  return { named, hasReason, malformed, ...(until !== null && isDate(date) ? { until: date } : {}) };
}

interface Found {
  readonly named: NamedRule[];
  readonly malformed: MalformedDirective[];
}

/** One entry of the list. Words behind a rule's name are a reason without its dashes. */
function readName(written: string, start: number, names: RuleNames, { named, malformed }: Found): void {
  const [first = '', ...words] = written.split(/[ \t]+/);
  const span = { start, end: start + first.length };
  const code = names.codeOf(first);
  if (code === undefined) malformed.push(unknownRule(first, span, names));
  else named.push({ code, ...span });
  if (words.length > 0)
    malformed.push(wordsBehind(words.join(' '), start + written.indexOf(words[0] ?? '', first.length)));
}

interface Scoped {
  readonly scope: Span;
  readonly malformed: readonly MalformedDirective[];
}

function scopeOf(comment: Comment, verb: string, verbSpan: Span, { ast, text }: DirectiveContext): Scoped {
  if (verb === 'ignore-file') {
    const isInside = isInFunction(ast, comment);
    const scope = { start: 0, end: text.length };
    return { scope, malformed: isInside ? [wrongPlace(verbSpan)] : [] };
  }
  const place = placeOf(text, comment);
  if (!place.isAlone) return { scope: statementAround(ast, text, comment, place.line), malformed: [] };
  const below = nodeBelow(ast, comment);
  if (below === undefined) return { scope: comment, malformed: [] };
  const malformed = kindOf(ast, below) === Kind.package_clause ? [abovePackage(verbSpan)] : [];
  return { scope: { start: startOf(ast, below), end: endOf(ast, below) }, malformed };
}

function isInFunction(ast: FlatAst, { start }: Span): boolean {
  const below = nodeBelow(ast, { start, end: start });
  for (let node = below ?? (0 as NodeId); node > 0; node = parentOf(ast, node)) {
    const kind = kindOf(ast, node);
    const isFunction =
      kind === Kind.function_declaration || kind === Kind.method_declaration || kind === Kind.func_literal;
    if (isFunction && startOf(ast, node) < start) return true;
  }
  return false;
}

/** gofmt takes such a comment for prose, and so do we. Without the name of a rule it is prose. */
function blankBefore(
  comment: Comment,
  { blanks, rest }: { readonly blanks: string; readonly rest: string },
  names: RuleNames,
): OwnDirective | undefined {
  const [first = ''] = rest.split(/[\s,]/);
  if (names.codeOf(first) === undefined && !/^GL\d{4}$/i.test(first)) return undefined;
  const at = { start: comment.start, end: comment.bodyStart + comment.body.length };
  const edit = { start: comment.bodyStart, end: comment.bodyStart + blanks.length, newText: '' };
  const message = 'a blank before "leaklens:" makes this a remark that silences nothing';
  return { malformed: [{ kind: 'blank-before', at, message, fix: { title: 'Take the blank out', edit } }] };
}

function unknownVerb(verb: string, at: Span): MalformedDirective {
  const message = `"leaklens:${verb}" means nothing${didYouMean(verb, VERBS) || '; write leaklens:ignore or leaklens:ignore-file'}`;
  const near = nearestName(verb, VERBS);
  if (near === undefined) return { kind: 'unknown-directive', at, message };
  const edit = { ...at, newText: `leaklens:${near}` };
  return { kind: 'unknown-directive', at, message, fix: { title: `Write leaklens:${near}`, edit } };
}

function unknownRule(name: string, at: Span, names: RuleNames): MalformedDirective {
  const near = names.nearest(name);
  const advice = near === undefined ? '; leaklens rules lists them' : `; did you mean "${near}"?`;
  const message = `no rule is called "${name}", so this silences nothing${advice}`;
  if (near === undefined) return { kind: 'unknown-rule', at, message };
  return { kind: 'unknown-rule', at, message, fix: { title: `Write ${near}`, edit: { ...at, newText: near } } };
}

function noRule(at: Span): MalformedDirective {
  return {
    kind: 'no-rule',
    at,
    message: 'this names no rule, so it silences nothing; write the code of one behind it',
  };
}

function noReason(at: Span): MalformedDirective {
  return { kind: 'no-reason', at, message: 'this suppression gives no reason; write one behind --' };
}

function wordsBehind(words: string, start: number): MalformedDirective {
  const at = { start, end: start + words.length };
  const fix = { title: 'Put -- before the reason', edit: { start, end: start, newText: '-- ' } };
  return { kind: 'reason-without-dashes', at, message: `"${words}" is no rule; a reason needs -- in front of it`, fix };
}

function invalidDate(date: string, start: number): MalformedDirective {
  const at = { start, end: start + 'until='.length + date.length };
  return { kind: 'invalid-date', at, message: `"${date}" is no day; write until=YYYY-MM-DD` };
}

function wrongPlace(at: Span): MalformedDirective {
  const message =
    'this holds for the whole file and stands in a function; put it at the head of the file, or write leaklens:ignore';
  const fix = { title: 'Write leaklens:ignore', edit: { ...at, newText: 'leaklens:ignore' } };
  return { kind: 'wrong-place', at, message, fix };
}

function abovePackage(at: Span): MalformedDirective {
  const message = 'above the package clause this silences nothing; write leaklens:ignore-file for the whole file';
  const fix = { title: 'Write leaklens:ignore-file', edit: { ...at, newText: 'leaklens:ignore-file' } };
  return { kind: 'wrong-place', at, message, fix };
}

/** True for a day of the calendar. */
function isDate(written: string): boolean {
  if (!DATE.test(written)) return false;
  const time = Date.parse(`${written}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(written);
}
