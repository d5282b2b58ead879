import type { PackageFacts } from '../../facts/index.js';
import type { FileModel, NodeId, SymbolInfo, Type } from '../../semantic/index.js';
import {
  Field,
  Kind,
  NO_FUNC,
  NO_NODE,
  afterOf,
  childIn,
  isWithin,
  kindOf,
  parentOf,
  printType,
} from '../../semantic/index.js';
import type { Fix } from '../rule.js';
import { indentationAt, lineBefore, lineEndAt } from './lines.js';
import type { LoopCapture } from './loop-capture.js';
import type { Loop } from './loop.js';
import { writesOf } from './timeline.js';

/** `p := p` at the top of the loop's body, for all the captured variables at once. */
export function copyAtTop(model: FileModel, loop: Loop, captures: readonly LoopCapture[]): Fix[] {
  const variables = [...new Set(captures.map(({ variable }) => variable))].sort((a, b) => a.id - b.id);
  if (!variables.every((variable) => isFreeIn(model, loop.body, variable) && isCopyable(model, loop, variable)))
    return [];
  const first = (loop.body + 1) as NodeId;
  const { start } = model.spanOf(loop.body);
  const lineEnd = model.text.indexOf('\n', start);
  if (first >= afterOf(model.ast, loop.body) || lineEnd < 0 || lineEnd > model.spanOf(first).start) return [];
  const isAddressed = captures.some(({ what }) => what !== 'closure');
  return [
    {
      title: `Copy ${listed(variables)} in each iteration: ${copy(variables)}`,
      // A loop that counts may be steered through the address.
      kind: isAddressed && !loop.isRange ? 'review' : 'safe',
      edits: [firstLine(model, lineEnd + 1, first, copy(variables))],
    },
  ];
}

/** `p := p` before the statement that starts the goroutine, if nothing behind it in its block means the old `p`. */
export function copyBefore(model: FileModel, loop: Loop, captures: readonly LoopCapture[]): Fix[] {
  const [capture, ...more] = captures;
  if (capture === undefined || more.some(({ out }) => out.by !== capture.out.by)) return [];
  let statement = capture.out.by;
  while (kindOf(model.ast, parentOf(model.ast, statement)) !== Kind.statement_list) {
    if (statement <= loop.body) return [];
    statement = parentOf(model.ast, statement);
  }
  const isStarting = kindOf(model.ast, statement);
  if (isStarting !== Kind.go_statement && isStarting !== Kind.expression_statement) return [];
  const list = parentOf(model.ast, statement);
  const block = parentOf(model.ast, list);
  const variables = [...new Set(captures.map(({ variable }) => variable))];
  const isFree = variables.every(
    (variable) =>
      isFreeIn(model, block, variable) &&
      !model
        .referencesOf(variable.id)
        .some(({ node }) => node >= afterOf(model.ast, statement) && isWithin(model.ast, node, list)),
  );
  const edit = lineBefore(model, statement, copy(variables));
  if (!isFree || hasGoto(model, loop.func.node) || edit === undefined) return [];
  const title = `Copy ${listed(variables)} for the goroutine: ${copy(variables)}`;
  return [{ title, kind: 'safe', edits: [edit] }];
}

/** `go func(p Peer) { … }(p)`, where one goroutine captures one variable whose type can be written. */
export function passAsArgument(model: FileModel, facts: PackageFacts, captures: readonly LoopCapture[]): Fix[] {
  const [capture] = captures;
  if (capture?.out.way !== 'go' || captures.some((other) => other.carrier !== capture.carrier)) return [];
  const { variable, carrier } = capture;
  if (isUsingOtherLoopVariables(model, carrier, variable)) return [];
  const call = parentOf(model.ast, carrier);
  const parameters = childIn(model.ast, carrier, Field.parameters);
  const args = childIn(model.ast, call, Field.arguments);
  if (kindOf(model.ast, call) !== Kind.call_expression || model.callAt(call).callee !== carrier) return [];
  if (!isEmpty(model, parameters) || !isEmpty(model, args) || !isFreeIn(model, carrier, variable)) return [];
  if (isWrittenIn(model, variable, carrier)) return [];
  const type = writtenType(model, facts.resolve(model.typeOfSymbol(variable.id)));
  if (type === undefined) return [];
  return [
    {
      title: `Pass ${variable.name} to the goroutine as an argument`,
      kind: 'review',
      edits: [
        { ...model.spanOf(parameters), newText: `(${variable.name} ${type})` },
        { ...model.spanOf(args), newText: `(${variable.name})` },
      ],
    },
  ];
}

/** One parameter would not be enough, and two findings would change the same list. */
function isUsingOtherLoopVariables(model: FileModel, literal: NodeId, variable: SymbolInfo): boolean {
  for (let node = literal; node < afterOf(model.ast, literal); node = (node + 1) as NodeId) {
    const symbol = model.symbolAt(node);
    if (symbol?.kind !== 'loop-variable' || symbol.id === variable.id) continue;
    if (!isWithin(model.ast, symbol.declaration, literal)) return true;
  }
  return false;
}

/** True if the block or function declares no other variable of that name in its own scope. */
function isFreeIn(model: FileModel, scopeNode: NodeId, variable: SymbolInfo): boolean {
  const { scopes } = model.bindings;
  // Scopes stand in source order, and this one lies in that of the variable.
  for (let i = variable.scope + 1; i < scopes.length; i++) {
    if (scopes[i]?.node === scopeNode) return scopes[i]?.names.has(variable.name) === false;
  }
  return false;
}

/** True if a copy does what the variable does: no closure assigns it, and no count depends on what the body assigns. */
function isCopyable(model: FileModel, loop: Loop, variable: SymbolInfo): boolean {
  if (!loop.isRange) return !isWrittenIn(model, variable, loop.body);
  return writesOf(model, variable.id).every(({ func }) => func === loop.func.id);
}

function isWrittenIn(model: FileModel, variable: SymbolInfo, subtree: NodeId): boolean {
  return writesOf(model, variable.id).some(({ node }) => isWithin(model.ast, node, subtree));
}

/** A `goto` may not pass over a declaration. */
function hasGoto(model: FileModel, subtree: NodeId): boolean {
  for (let node = subtree; node < afterOf(model.ast, subtree); node = (node + 1) as NodeId) {
    if (kindOf(model.ast, node) === Kind.goto_statement) return true;
  }
  return false;
}

/** A line of its own behind the brace of the body, before the comments of the first statement. */
function firstLine(model: FileModel, lineStart: number, first: NodeId, code: string): Fix['edits'][number] {
  const { text } = model;
  const indentation = indentationAt(text, model.spanOf(first).start);
  return { start: lineStart, end: lineStart, newText: `${indentation}${code}${lineEndAt(text, lineStart - 1)}` };
}

/** Basic types, types that this file declares without parameters, and pointers, slices and maps of them. */
function writtenType(model: FileModel, type: Type): string | undefined {
  switch (type.tag) {
    case 'basic':
      return type.name;
    case 'pointer':
      return prefixed('*', writtenType(model, type.to));
    case 'slice':
      return prefixed('[]', writtenType(model, type.of));
    case 'named':
      return type.path === '' && isPlainTypeHere(model, type.name) ? printType(type) : undefined;
    default:
      return undefined;
  }
}

function prefixed(prefix: string, type: string | undefined): string | undefined {
  return type === undefined ? undefined : prefix + type;
}

function isPlainTypeHere(model: FileModel, name: string): boolean {
  const same = model.bindings.symbols.filter((symbol) => symbol.name === name);
  const [only] = same;
  if (only === undefined || same.length > 1 || only.kind !== 'type' || only.func !== NO_FUNC) return false;
  return childIn(model.ast, parentOf(model.ast, only.declaration), Field.type_parameters) === NO_NODE;
}

function isEmpty(model: FileModel, list: NodeId): boolean {
  return list !== NO_NODE && afterOf(model.ast, list) === list + 1;
}

function copy(variables: readonly SymbolInfo[]): string {
  const names = variables.map(({ name }) => name).join(', ');
  return `${names} := ${names}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(variables: readonly SymbolInfo[]): string {
  const names = variables.map(({ name }) => name);
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
