import type { NodeId } from '../syntax/index.js';
import { SourceText } from '../text/index.js';
import type { Bindings, Reference, SymbolInfo } from './bind/bindings.js';
import { NO_FUNC } from './bind/bindings.js';
import { shadowedBy } from './bind/shadows.js';
import type { LoopVariables } from './flow/captures.js';
import { capturesOf } from './flow/captures.js';
import type { FileModel } from './model.js';
import { printType } from './types/type.js';

/** Lines from 0, both inclusive; all where they are left out. */
export interface PrintedLines {
  readonly first?: number;
  readonly last?: number;
}

/**
 * The source with a line under each line that has names: carets under the name, then what it stands for. `@n` numbers
 * the symbols of the file; a captured variable says so. For tests, and for people who wonder why there is no finding.
 */
export function printBindings(model: FileModel, lines: PrintedLines = {}): string {
  const source = new SourceText(model.text);
  const { first = 0, last = source.lineCount - 1 } = lines;
  const references = model.bindings.symbols
    .flatMap((symbol) => model.referencesOf(symbol.id))
    .sort((a, b) => a.node - b.node);
  const byLine = new Map<number, Named[]>();
  for (const named of [...references.map((reference) => namedBy(model, reference)), ...labelsOf(model)]) {
    const { line } = source.positionAt(model.spanOf(named.node).start);
    byLine.set(line, [...(byLine.get(line) ?? []), named]);
  }
  const output: string[] = [];
  for (let line = first; line <= Math.min(last, source.lineCount - 1); line++) {
    const start = source.lineStart(line);
    const text = model.text.slice(start, source.lineEnd(line));
    output.push(text);
    for (const named of byLine.get(line) ?? []) output.push(caretLine(model, text, start, named));
  }
  return output.join('\n');
}

/** What each function literal captures: `@n`, and whether it or others change it once the literal exists. */
export function printCaptures(model: FileModel, loopVariables: LoopVariables): string {
  return model.bindings.functions
    .filter(({ kind }) => kind === 'literal')
    .map((literal) => {
      const captures = capturesOf(model, literal, loopVariables).map((capture) => {
        const inside = capture.isChangedInside ? ' changed inside' : '';
        return `${capture.symbol.name}@${capture.symbol.id}${inside}${capture.isChangedAfter ? ' changed after' : ''}`;
      });
      return `${literal.name} captures ${captures.length === 0 ? 'nothing' : captures.join(', ')}`;
    })
    .join('\n');
}

/** The scopes of the file as a tree, each with the names it declares. */
export function printScopes(bindings: Bindings): string {
  const depthOf = (id: number): number => {
    const parent = bindings.scopes[id]?.parent ?? -1;
    return parent < 0 ? 0 : depthOf(parent) + 1;
  };
  return bindings.scopes
    .map((scope) => {
      const names = [...scope.names].map(([name, id]) => `${name}@${id}`).join(' ');
      return `${'  '.repeat(depthOf(scope.id))}${scope.kind}${names === '' ? '' : `: ${names}`}`;
    })
    .join('\n');
}

/** A name in the source, and what it stands for. */
interface Named {
  readonly node: NodeId;
  readonly meaning: string;
}

function namedBy(model: FileModel, reference: Reference): Named {
  return { node: reference.node, meaning: describe(model, reference, model.symbol(reference.symbol)) };
}

function labelsOf(model: FileModel): Named[] {
  return model.bindings.labels.flatMap(({ declaration, uses, name }) => [
    { node: declaration, meaning: `declare label ${name}` },
    ...uses.map((node) => ({ node, meaning: `use label ${name}` })),
  ]);
}

function caretLine(model: FileModel, line: string, lineStart: number, { node, meaning }: Named): string {
  const span = model.spanOf(node);
  const column = span.start - lineStart;
  // Tabs stay tabs, so that the carets stand under the name in every editor.
  const indent = line.slice(0, column).replace(/[^\t]/g, ' ');
  return `${indent}${'^'.repeat(Math.max(span.end - span.start, 1))} ${meaning}`;
}

function describe(model: FileModel, reference: Reference, symbol: SymbolInfo | undefined): string {
  if (symbol === undefined) return '?';
  const isLocal = symbol.func !== NO_FUNC;
  const captured = isLocal && reference.func !== symbol.func ? ' captured' : '';
  const type = reference.access === 'declare' && isLocal ? ` ${printType(model.typeOfSymbol(symbol.id))}` : '';
  return `${reference.access} ${symbol.kind} @${symbol.id}${captured}${type}${shadowing(model, reference, symbol)}`;
}

function shadowing(model: FileModel, { access }: Reference, { id, name }: SymbolInfo): string {
  const shadowed = access === 'declare' ? shadowedBy(model.bindings, id) : undefined;
  if (shadowed === undefined) return '';
  return shadowed.by === 'universe'
    ? `, shadows universe ${name}`
    : `, shadows ${shadowed.symbol.kind} @${shadowed.symbol.id}`;
}
