import { channelsOf, printChannels } from '../../src/concurrency/index.js';
import { printSummaries } from '../../src/facts/index.js';
import { afterOf, printBindings, printFlowOf, printScopes } from '../../src/semantic/index.js';
import type { FileModel, FuncInfo, NodeId } from '../../src/semantic/index.js';
import { printAst, startOf } from '../../src/syntax/index.js';
import type { SourceText } from '../../src/text/index.js';
import type { Explained } from './load.js';

/** A part of what the engine knows. */
export interface Section {
  readonly title: string;
  readonly text: string;
}

/** All that the engine knows of the file. */
export function explainFile({ analysed: { file, model }, facts }: Explained): readonly Section[] {
  const functions = model.bindings.functions.filter(({ kind }) => kind !== 'literal');
  return [
    { title: 'tree', text: printAst(file.ast, file.text.text) },
    { title: 'scopes', text: printScopes(model.bindings) },
    { title: 'names and types', text: printBindings(model) },
    { title: 'control flow', text: flows(model, model.bindings.functions) },
    { title: 'summaries', text: summariesOf(functions, printSummaries(facts.summaries)) },
    { title: 'channels', text: functions.map((func) => channels(model, facts, func)).join('') },
  ];
}

/**
 * What the engine knows of the outermost function around a line (from 1), with the nodes that begin on the line; of the
 * line alone where it is in no function.
 */
export function explainLine({ analysed: { file, model }, facts }: Explained, line: number): readonly Section[] {
  const func = functionAround(model, file.text, line);
  const tree = { title: `nodes of line ${line}`, text: nodesOf(model, file.text, line) };
  if (func === undefined) {
    const lines = { first: line - 1, last: line - 1 };
    return [tree, { title: 'names and types', text: printBindings(model, lines) }];
  }
  const inside = model.bindings.functions.filter((other) => model.isFuncWithin(other.id, func.id));
  const { start, end } = model.spanOf(func.node);
  const lines = { first: file.text.positionAt(start).line, last: file.text.positionAt(end).line };
  return [
    tree,
    { title: `scopes of ${func.name}`, text: scopesOf(model, func) },
    { title: 'names and types', text: printBindings(model, lines) },
    { title: 'control flow', text: flows(model, inside) },
    { title: 'summaries', text: summariesOf([func], printSummaries(facts.summaries)) },
    { title: 'channels', text: channels(model, facts, func) },
  ];
}

/** The outermost function that has something on the line. */
function functionAround(model: FileModel, text: SourceText, line: number): FuncInfo | undefined {
  return model.bindings.functions.find((func) => {
    const { start, end } = model.spanOf(func.node);
    return text.positionAt(start).line < line && line <= text.positionAt(end).line + 1;
  });
}

/** `printAst` has a line for each node. */
function nodesOf({ ast, text }: FileModel, source: SourceText, line: number): string {
  const printed = printAst(ast, text).split('\n').slice(0, ast.size);
  const isHere = (_: string, node: number): boolean =>
    source.positionAt(startOf(ast, node as NodeId)).line === line - 1;
  return unindented(printed.filter(isHere));
}

/** `printScopes` has a line for each scope. */
function scopesOf(model: FileModel, func: FuncInfo): string {
  const { scopes } = model.bindings;
  const isInside = (node: NodeId): boolean => node >= func.node && node < afterOf(model.ast, func.node);
  const printed = printScopes(model.bindings).split('\n');
  return unindented(printed.filter((_, index) => isInside(scopes[index]?.node ?? (-1 as NodeId))));
}

function flows(model: FileModel, functions: readonly FuncInfo[]): string {
  return functions
    .filter((func) => func.body >= 0)
    .map((func) => printFlowOf(model, func))
    .join('\n\n');
}

/** `printSummaries` is about the package: a line for each function, indented ones below it. */
function summariesOf(functions: readonly FuncInfo[], printed: string): string {
  const names = new Set(functions.map(({ name }) => name.replaceAll(/[(*)]/g, '')));
  return printed
    .split(/\n(?=func )/)
    .filter((block) => names.has(/^func ([^:\n]*)/.exec(block)?.[1] ?? ''))
    .join('\n');
}

function channels(model: FileModel, facts: Explained['facts'], func: FuncInfo): string {
  const printed = printChannels(model, channelsOf(model, facts, func));
  return printed === '' ? '' : `func ${func.name}\n${printed.replaceAll(/^/gm, '  ')}\n`;
}

function unindented(lines: readonly string[]): string {
  const depth = Math.min(...lines.map((line) => line.length - line.trimStart().length));
  return lines.map((line) => line.slice(depth)).join('\n');
}
