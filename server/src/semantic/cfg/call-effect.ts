import { endsAsGoexit, endsProcess, panics } from '../../knowledge/index.js';
import type { NodeId } from '../../syntax/index.js';
import { Field, Kind, NO_NODE, childIn, kindOf } from '../../syntax/index.js';
import type { Call } from '../call.js';
import type { FlowModel } from './flow-model.js';
import type { CallEffect } from './cfg.js';

/** What a call of a predeclared or standard function or method does to the flow; every other call is taken to return. */
export function callEffect(model: FlowModel, node: NodeId): CallEffect {
  const call = model.callAt(node);
  const symbol = model.symbolAt(call.callee);
  if (symbol?.kind === 'universe') return symbol.name === 'panic' ? 'panics' : 'returns';
  if (!LAST_NAMES.has(lastName(model, call))) return 'returns';
  for (const name of model.standardCallees(call)) {
    // Methods of interfaces stand as `(testing.TB).Fatal` in the tables.
    const names = [name, name.replace(/^([^(].*)\.(\w+)$/, '($1).$2')];
    if (names.some((callee) => panics.has(callee))) return 'panics';
    if (names.some((callee) => endsAsGoexit.has(callee))) return 'ends-goroutine';
    if (names.some((callee) => endsProcess.has(callee))) return 'ends-process';
  }
  return 'returns';
}

/** `Fatal` and its kin: calls of other names need no look at types. */
const LAST_NAMES: ReadonlySet<string> = new Set(
  [...panics, ...endsAsGoexit, ...endsProcess].map((name) => name.slice(name.lastIndexOf('.') + 1)),
);

function lastName(model: FlowModel, { callee }: Call): string {
  if (callee === NO_NODE) return '';
  const isSelector = kindOf(model.ast, callee) === Kind.selector_expression;
  return model.textOf(isSelector ? childIn(model.ast, callee, Field.field) : callee);
}
