import type { NodeId } from '../syntax/index.js';
import { kindNames, kindOf } from '../syntax/index.js';
import { SourceText } from '../text/index.js';
import type { Bindings, Reference, SymbolInfo } from './bind/bindings.js';
import { NO_FUNC } from './bind/bindings.js';
import type { FileModel } from './model.js';
import { printType } from './types/type.js';

/**
 * The source with a line under each line that has names: carets under the name, then what it stands for. `@n` numbers
 * the symbols of the file; a captured variable says so. For tests, and for people who wonder why there is no finding.
 */
export function printBindings(model: FileModel): string {
  const source = new SourceText(model.text);
  const references = model.bindings.symbols
    .flatMap((symbol) => model.referencesOf(symbol.id))
    .sort((a, b) => a.node - b.node);
  const byLine = new Map<number, Reference[]>();
  for (const reference of references) {
    const { line } = source.positionAt(model.spanOf(reference.node).start);
    byLine.set(line, [...(byLine.get(line) ?? []), reference]);
  }
  const output: string[] = [];
  for (let line = 0; line < source.lineCount; line++) {
    const start = source.lineStart(line);
    const text = model.text.slice(start, source.lineEnd(line));
    output.push(text);
    for (const reference of byLine.get(line) ?? []) output.push(caretLine(model, text, start, reference));
  }
  return output.join('\n');
}

/** The points of every function in order, each with its edges: `3 condition "err != nil" -> 4 true, 6 false`. */
export function printControlFlow(model: FileModel): string {
  return model.bindings.functions
    .filter((func) => func.body >= 0)
    .map((func) => {
      const cfg = model.cfg(func);
      const lines = cfg.points.map((point) => {
        const what = point.node < 0 ? '' : ` ${nodeText(model, point.node)}`;
        const next = point.next.map(({ to, label }) => (label === 'always' ? `${to}` : `${to} ${label}`));
        return `  ${point.id} ${point.kind}${what}${next.length === 0 ? '' : ` -> ${next.join(', ')}`}`;
      });
      return [`func ${func.name}`, ...lines].join('\n');
    })
    .join('\n\n');
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

function caretLine(model: FileModel, line: string, lineStart: number, reference: Reference): string {
  const span = model.spanOf(reference.node);
  const column = span.start - lineStart;
  // Tabs stay tabs, so that the carets stand under the name in every editor.
  const indent = line.slice(0, column).replace(/[^\t]/g, ' ');
  const symbol = model.symbol(reference.symbol);
  return `${indent}${'^'.repeat(Math.max(span.end - span.start, 1))} ${describe(model, reference, symbol)}`;
}

function describe(model: FileModel, reference: Reference, symbol: SymbolInfo | undefined): string {
  if (symbol === undefined) return '?';
  const isLocal = symbol.func !== NO_FUNC;
  const captured = isLocal && reference.func !== symbol.func ? ' captured' : '';
  const type = reference.access === 'declare' && isLocal ? ` ${printType(model.typeOfSymbol(symbol.id))}` : '';
  return `${reference.access} ${symbol.kind} @${symbol.id}${captured}${type}`;
}

/** The first line of the node's text, shortened; the kind where it has none. */
function nodeText(model: FileModel, node: NodeId): string {
  const [first = '', ...more] = model.textOf(node).split('\n');
  const text = first.trim() === '' ? (kindNames[kindOf(model.ast, node)] ?? '') : first.trim();
  return JSON.stringify(more.length > 0 || text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
