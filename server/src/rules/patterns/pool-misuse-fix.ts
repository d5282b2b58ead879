import type { FileModel, NodeId, Type } from '../../semantic/index.js';
import { Kind, callMode, kindOf, parentOf, usesOf } from '../../semantic/index.js';
import { isAtLeast } from '../../workspace/index.js';
import type { Fix, Report, RuleContext } from '../rule.js';
import { ownLine } from './lines.js';
import { importEdit } from './pool-imports.js';
import type { Misuse } from './pool-misuse-kinds.js';
import { viewsOf } from './pool-views.js';
import { isUnsafeText } from './unsafe-text.js';
import { statementAround, statementOfCall } from './statements.js';

type Cure = Pick<Report, 'fixes' | 'noFix'>;

/** What cures a misuse, or why nothing does. */
export function cureOf(context: RuleContext, misuse: Misuse): Cure {
  switch (misuse.kind) {
    case 'deferred-escape':
      return copyOut(context, misuse, misuse.view.expression);
    case 'escape':
      return copyOut(context, misuse, takenBefore(context, misuse));
    case 'double-put':
      return deletePut(context, misuse);
    case 'reset-after-put':
      return swapWithPut(context, misuse);
    case 'goroutine':
      return { noFix: 'the function does not say when the goroutine has ended' };
    case 'use':
      return misuse.view.of === 'memory'
        ? copyOut(context, misuse, takenBefore(context, misuse))
        : { noFix: 'what is used after Put must be taken out of the object before' };
  }
}

/** `bytes.Clone(…)` around what leaves, or an append to nothing where there is no Clone. */
function copyOut(context: RuleContext, { view }: Misuse, expression: NodeId | undefined): Cure {
  const { model } = context;
  if (view.of !== 'memory') return { noFix: 'the object itself leaves: either it is kept or it is put back' };
  if (expression === undefined) return { noFix: 'what leaves was taken from the object in more than one place' };
  const { start, end } = model.spanOf(expression);
  const text = model.text.slice(start, end);
  if (isUnsafeText(model, expression)) return copyText(context, { start, end, text });
  const element = elementOf(context, expression);
  if (element === undefined) return { noFix: 'nobody knows how to copy a value of this type' };
  const wrap = (before: string, after: string): Fix['edits'] => [
    { start, end: start, newText: before },
    { start: end, end, newText: after },
  ];
  const clone = element === 'byte' && isAtLeast(context.go, 1, 20) ? importEdit(model, 'bytes') : undefined;
  if (clone !== undefined) {
    const title = `Copy it: ${clone.name}.Clone(${text})`;
    return { fixes: [{ title, kind: 'safe', edits: [...clone.edits, ...wrap(`${clone.name}.Clone(`, ')')] }] };
  }
  const empty = `append([]${element}(nil), `;
  return { fixes: [{ title: `Copy it: ${empty}${text}...)`, kind: 'safe', edits: wrap(empty, '...)') }] };
}

/** A string that lies in memory of the object becomes one of its own. */
function copyText(
  { model, go }: RuleContext,
  { start, end, text }: { readonly start: number; readonly end: number; readonly text: string },
): Cure {
  const imported = isAtLeast(go, 1, 20) ? importEdit(model, 'strings') : undefined;
  if (imported === undefined) return { noFix: 'strings.Clone is not to be had here' };
  const edits = [
    ...imported.edits,
    { start, end: start, newText: `${imported.name}.Clone(` },
    { start: end, end, newText: ')' },
  ];
  return { fixes: [{ title: `Copy it: ${imported.name}.Clone(${text})`, kind: 'safe', edits }] };
}

/** Before the Put it is copied where it leaves, behind the Put where the variable got it. */
function takenBefore({ model, facts }: RuleContext, { view, put }: Misuse): NodeId | undefined {
  if (view.node < put.call.node) return view.expression;
  if (put.object === undefined) return undefined;
  const taken = viewsOf(model, facts, put, put.object).all.filter(
    ({ of, what }) => of === 'memory' && what.does === 'alias' && what.symbol === view.symbol,
  );
  const [only] = taken;
  const isPutIn = usesOf(model, view.symbol).some(({ what }) => what.does === 'stored');
  if (isPutIn) return undefined;
  const writes = model.referencesOf(view.symbol).filter(({ access }) => access === 'write' || access === 'readwrite');
  return taken.length === 1 && writes.length === 0 ? only?.expression : undefined;
}

/** The one of two Puts that is not deferred can go; of two plain ones nobody knows which. */
function deletePut(context: RuleContext, { put, other }: Misuse): Cure {
  const { model } = context;
  const isOtherDeferred = other !== undefined && isDeferred(model, other.call.node);
  const place = statementOfCall(model, put.call);
  if (!isOtherDeferred || place === undefined || place.isDeferred) return { noFix: 'one of the two Puts has to go' };
  const line = ownLine(model, place.statement);
  if (line === undefined) return { noFix: 'one of the two Puts has to go' };
  return {
    fixes: [
      {
        title: 'Delete this Put: the deferred one is enough',
        kind: 'safe',
        edits: [{ start: line.start, end: line.end, newText: '' }],
      },
    ],
  };
}

/** Changes places with the Put: two statements of one block, both deferred or both not. */
function swapWithPut(context: RuleContext, { put, at }: Misuse): Cure {
  const { model } = context;
  const reset = statementAround(model, at);
  const place = statementOfCall(model, put.call);
  if (place === undefined || parentOf(model.ast, reset) !== parentOf(model.ast, place.statement))
    return { noFix: 'the reset and the Put stand in different blocks' };
  const first = reset < place.statement ? reset : place.statement;
  const second = reset < place.statement ? place.statement : reset;
  const isDeferredPair = kindOf(model.ast, first) === kindOf(model.ast, second);
  if (!isDeferredPair) return { noFix: 'only one of the reset and the Put is deferred' };
  const gap = model.text.slice(model.spanOf(first).end, model.spanOf(second).start);
  if (gap.trim() !== '' && !/^[ \t]*\/\/[^\n]*\s*$/.test(gap))
    return { noFix: 'other statements stand between the reset and the Put' };
  const edits = [
    { ...model.spanOf(first), newText: model.textOf(second) },
    { ...model.spanOf(second), newText: model.textOf(first) },
  ];
  return { fixes: [{ title: 'Reset before Put', kind: 'safe', edits }] };
}

/** The element type of a slice as Go writes it. */
function elementOf({ model, facts }: RuleContext, expression: NodeId): string | undefined {
  const type = facts.underlying(model.typeOf(expression));
  if (type.tag !== 'slice') return undefined;
  const element: Type = facts.resolve(type.of);
  if (element.tag === 'basic') return element.name === 'uint8' ? 'byte' : element.name;
  return element.tag === 'named' && element.path === '' ? element.name : undefined;
}

function isDeferred(model: FileModel, call: NodeId): boolean {
  if (callMode(model, call) === 'defer') return true;
  const func = model.funcAt(call);
  if (func?.kind !== 'literal') return false;
  const outer = parentOf(model.ast, model.parenthesized(func.node));
  return kindOf(model.ast, outer) === Kind.call_expression && callMode(model, outer) === 'defer';
}
