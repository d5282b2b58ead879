import type { Acquisition, Leak, Lost } from '../../obligations/index.js';
import type { FileModel, NodeId, PointId } from '../../semantic/index.js';
import {
  Field,
  Kind,
  NO_NODE,
  childIn,
  childrenOf,
  dominatorsOf,
  isInLoop,
  isWithin,
  kindOf,
  parentOf,
  reaches,
  searchPaths,
  testAt,
} from '../../semantic/index.js';
import type { Edit } from '../../text/index.js';
import type { Fix, Report, RuleConfidence } from '../rule.js';
import { lineAfter, lineAt, lineBefore } from './lines.js';
import type { ReleaseKind } from './release-kinds.js';
import { isVisible } from './scopes.js';

type Cure = Pick<Report, 'fixes' | 'noFix'>;

/** The change that releases the resource, or why there is none. */
export function releaseFix(model: FileModel, leak: Leak, kind: ReleaseKind, confidence: RuleConfidence): Cure {
  const { noFix } = leak.acquisition.pair;
  if (noFix !== undefined) return { noFix };
  switch (kind) {
    case 'never':
      return deferFix(model, leak.acquisition, confidence);
    case 'path':
    case 'error-path':
    case 'inconsistent':
    case 'loop':
      return earlierFix(model, leak, confidence);
    case 'overwritten':
    case 'discarded':
    case 'field-never-released':
      return {};
  }
}

/** `f.Close()`, `resp.Body.Close()`, `cancel()`. */
export function releaseCall({ bound, pair }: Acquisition): string {
  const name = bound.how === 'variable' ? bound.symbol.name : '_';
  const form = pair.release[0] ?? '()';
  return form === '()' ? `${name}()` : `${name}.${form}()`;
}

// ---- defer, where nothing releases it

function deferFix(model: FileModel, acquisition: Acquisition, confidence: RuleConfidence): Cure {
  const { call } = acquisition;
  if (isInLoop(model, call.node)) return { noFix: 'in a loop, a deferred call would wait until the function returns' };
  const place = placeForDefer(model, acquisition);
  if (typeof place === 'string') return { noFix: place };
  const code = `defer ${releaseCall(acquisition)}`;
  const edit = lineAfter(model, place, code);
  if (edit === undefined) return { noFix: 'the line holds more than the statement' };
  const doubt = lastingUse(model, acquisition);
  if (doubt !== undefined) return { noFix: doubt };
  return { fixes: [{ title: `Add ${code}`, kind: kindFor(confidence), edits: [edit] }] };
}

/** The statement behind which the deferred call goes: the acquisition, or the check of its error; or why there is none. */
export function placeForDefer(model: FileModel, acquisition: Acquisition): NodeId | string {
  const { ast } = model;
  const { call, pair, error } = acquisition;
  const statement = statementOf(model, call.node);
  const list = parentOf(ast, statement);
  if (kindOf(ast, list) !== Kind.statement_list) return 'it is acquired in the head of a statement';
  if (pair.error === 'none') return statement;
  if (error === undefined) return hasError(model, acquisition) ? 'its error is not checked' : statement;
  const siblings = childrenOf(ast, list);
  const next = siblings[siblings.indexOf(statement) + 1] ?? NO_NODE;
  return isCheckOf(model, acquisition, next) ? next : 'its error is not checked right behind it';
}

/** True if the call gives an error that `_` or some other place gets. */
function hasError(model: FileModel, { call }: Acquisition): boolean {
  const left = childIn(model.ast, statementOf(model, call.node), Field.left);
  return left !== NO_NODE && childrenOf(model.ast, left).length > 1;
}

/** `if err != nil { … }` that leaves, without an else. */
function isCheckOf(model: FileModel, { error, cfg }: Acquisition, statement: NodeId): boolean {
  const { ast } = model;
  if (statement === NO_NODE || kindOf(ast, statement) !== Kind.if_statement) return false;
  if (childIn(ast, statement, Field.alternative) !== NO_NODE) return false;
  const test = testAt(model, childIn(ast, statement, Field.condition));
  if (test?.symbol !== error || test?.whenTrue !== 'non-nil' || test.whenFalse !== 'nil') return false;
  const point = cfg.pointOf(childIn(ast, statement, Field.condition));
  const failing = cfg.points[point ?? 0]?.next.find(({ label }) => label === 'true');
  const going = cfg.points[point ?? 0]?.next.find(({ label }) => label === 'false');
  return failing !== undefined && going !== undefined && !reaches(cfg, failing.to, going.to, () => false);
}

/**
 * Why the release at the end of the function would come too early: what was made with a context may be used later, by a
 * goroutine or by whoever gets the results.
 */
function lastingUse(model: FileModel, { call, func, pair }: Acquisition): string | undefined {
  if (pair.release[0] !== '()') return undefined;
  const left = childIn(model.ast, statementOf(model, call.node), Field.left);
  const target = left === NO_NODE ? NO_NODE : (childrenOf(model.ast, left)[0] ?? NO_NODE);
  const context = target === NO_NODE ? undefined : model.symbolAt(target);
  if (context === undefined) return undefined;
  if (context.func !== func.id) return 'the context belongs to a function around this one';
  const inside = model
    .referencesOf(context.id)
    .every((reference) => reference.func === func.id && !isStarted(model, reference.node));
  if (!inside) return 'a function that may run later uses the context';
  const type = model.signatureOf(func.node);
  const results = type.tag === 'func' ? type.results : [];
  const isPlain = results.every((result) => result.tag === 'basic');
  return isPlain ? undefined : 'what the function returns may need the context';
}

/** True for the arguments of a call that is started as a goroutine. */
function isStarted(model: FileModel, node: NodeId): boolean {
  for (let at = node; at !== NO_NODE && kindOf(model.ast, at) !== Kind.block; at = parentOf(model.ast, at)) {
    if (kindOf(model.ast, at) === Kind.go_statement) return true;
  }
  return false;
}

// ---- a name for what is dropped

/** Gives a result that goes to `_` a name and releases it; nothing where the call stands without an assignment. */
export function namedFix(model: FileModel, acquisition: Acquisition): Cure {
  const { ast } = model;
  const { call, pair, func } = acquisition;
  const statement = statementOf(model, call.node);
  const left = childIn(ast, statement, Field.left);
  if (pair.resource.of !== 'result' || left === NO_NODE || kindOf(ast, statement) !== Kind.short_var_declaration)
    return {};
  const blank = childrenOf(ast, left)[pair.resource.index];
  const name = NAMES.find(([form]) => pair.release[0]?.endsWith(form))?.[1] ?? 'resource';
  const place = placeForDefer(model, acquisition);
  if (blank === undefined) return {};
  if (isInLoop(model, call.node)) return { noFix: 'in a loop, a deferred call would wait until the function returns' };
  if (typeof place === 'string') return { noFix: place };
  if (isNamedIn(model, func.node, name)) return { noFix: `the function has a variable ${name} already` };
  const doubt = lastingUse(model, acquisition);
  const release = pair.release[0] === '()' ? `${name}()` : `${name}.${pair.release[0] ?? ''}()`;
  const edit = lineAfter(model, place, `defer ${release}`);
  if (doubt !== undefined || edit === undefined) return { noFix: doubt ?? 'the line holds more than the statement' };
  const edits = [{ ...model.spanOf(blank), newText: name }, edit];
  return { fixes: [{ title: `Name it ${name} and add defer ${release}`, kind: 'safe', edits }] };
}

/** What variables are called, by the last part of what releases their values. */
const NAMES: readonly (readonly [string, string])[] = [
  ['()', 'cancel'],
  ['Body.Close', 'resp'],
  ['Unsubscribe', 'sub'],
  ['Release', 'it'],
  ['Rollback', 'tx'],
  ['Close', 'closer'],
];

function isNamedIn(model: FileModel, func: NodeId, name: string): boolean {
  return new RegExp(`\\b${name}\\b`, 'u').test(model.textOf(func));
}

// ---- a release before the statement that leaves

function earlierFix(model: FileModel, leak: Leak, confidence: RuleConfidence): Cure {
  const code = releaseCall(leak.acquisition);
  const edits: Edit[] = [];
  for (const lost of leak.lost) {
    const why = whyNotBefore(model, leak, lost);
    if (why !== undefined) return { noFix: why };
    const edit = lineBefore(model, lost.node, code);
    if (edit === undefined) return { noFix: 'the line holds more than the statement' };
    if (!edits.some(({ start }) => start === edit.start)) edits.push(edit);
  }
  const [first] = leak.lost;
  const where =
    edits.length === 1 && first !== undefined ? ` before line ${lineAt(model, model.spanOf(first.node).start)}` : '';
  const fix: Fix = {
    title: `Add ${code}${where === '' ? ` in ${edits.length} places` : where}`,
    kind: kindFor(confidence),
    edits: [...edits].sort((a, b) => a.start - b.start),
  };
  return { fixes: [fix] };
}

const LEAVING: ReadonlySet<Kind> = new Set([Kind.return_statement, Kind.continue_statement, Kind.break_statement]);

/** Why the release may not stand before the statement that loses the resource. */
function whyNotBefore(model: FileModel, { acquisition, events }: Leak, { how, node }: Lost): string | undefined {
  const { ast } = model;
  const { bound, cfg, point: from, error } = acquisition;
  if (how === 'replaced') return 'the variable gets another value';
  if (node === NO_NODE || !LEAVING.has(kindOf(ast, node))) return 'that path ends without a statement of its own';
  if (kindOf(ast, parentOf(ast, node)) !== Kind.statement_list) return 'that path ends without a statement of its own';
  const at = cfg.pointOf(node);
  if (at === undefined || bound.how !== 'variable') return 'that path ends without a statement of its own';
  if (model.referencesOf(bound.symbol.id).some((use) => isWithin(ast, use.node, node))) {
    return 'the statement that leaves still uses it';
  }
  if (!dominatorsOf(cfg).dominates(from, at)) return 'it is not always acquired there';
  const isEnded = events.some(({ point }) => reaches(cfg, point, at, (passed) => passed === from));
  if (isEnded) return 'on another way to the same statement it is released already';
  if (error !== undefined && isReachedOnFailure(model, acquisition, at))
    return 'the same statement is reached when it was not acquired';
  return isVisible(model, bound.symbol, node) ? undefined : 'its variable cannot be named there';
}

/** True if the point is also reached when the acquisition failed. */
function isReachedOnFailure(model: FileModel, { cfg, point: from, error }: Acquisition, at: PointId): boolean {
  if (error === undefined) return false;
  const result = searchPaths(model, cfg, {
    from,
    assume: [{ symbol: error, value: 'non-nil' }],
    at: (point) => (point.id === at ? 'match' : point.id === from ? 'end' : 'pass'),
  });
  return result.found.length > 0;
}

function kindFor(confidence: RuleConfidence): Fix['kind'] {
  return confidence === 'high' ? 'safe' : 'review';
}

/** The statement around an expression. */
export function statementOf(model: FileModel, node: NodeId): NodeId {
  let at = node;
  while (at !== NO_NODE && !STATEMENTS.has(kindOf(model.ast, at))) at = parentOf(model.ast, at);
  // `var x = f()` is a declaration around its specification.
  return kindOf(model.ast, at) === Kind.var_spec ? parentOf(model.ast, at) : at;
}

const STATEMENTS: ReadonlySet<Kind> = new Set([
  Kind.assignment_statement,
  Kind.expression_statement,
  Kind.short_var_declaration,
  Kind.var_spec,
]);
