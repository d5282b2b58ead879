import { workspacePath } from '../../src/base/index.js';
import type { SourceFile } from '../../src/engine/index.js';
import { analyse, check, link } from '../../src/engine/index.js';
import type { FileModel, NodeId } from '../../src/semantic/index.js';
import { Kind, NO_NODE } from '../../src/semantic/index.js';
import type { FlatAst } from '../../src/syntax/index.js';
import { SourceText } from '../../src/text/index.js';
import type { Case } from './measure.js';
import type { Stress } from './stress-sources.js';

const EXPRESSIONS: ReadonlySet<Kind> = new Set([
  Kind.identifier,
  Kind.selector_expression,
  Kind.call_expression,
  Kind.unary_expression,
  Kind.binary_expression,
  Kind.parenthesized_expression,
  Kind.composite_literal,
]);

/** A case takes at least so long, that what is short is not lost in noise. */
const LEAST_MS = 20;

/** All layers over one text, and also what no rule asks for yet: every control flow and every type. Answers the tree. */
export function analyseThroughout(text: string, parse: (text: string) => FlatAst): FlatAst {
  const path = workspacePath('stress.go');
  const file: SourceFile = { path, text: new SourceText(text), ast: parse(text), role: 'source' };
  const analysed = analyse(file);
  check(analysed, link('example.com/stress', [analysed.facts]), undefined);
  askForAll(analysed.model);
  return file.ast;
}

/** A case for each size; its figure has the name of the stress, or tells how the analysis failed. */
export function stressCases({ name, sizes, make }: Stress, parse: (text: string) => FlatAst): readonly Case[] {
  return sizes.map((size) => {
    const text = make(size);
    return { name: String(size), run: () => runStress(name, size, () => analyseThroughout(text, parse)) };
  });
}

/** Microseconds of processor time for each unit. */
function runStress(name: string, size: number, work: () => unknown): Record<string, number> {
  const started = process.cpuUsage();
  try {
    for (let runs = 1; ; runs++) {
      work();
      const { user, system } = process.cpuUsage(started);
      if (user + system > LEAST_MS * 1000) return { [name]: (user + system) / runs / size };
    }
  } catch (error) {
    return { [`${name} FAILED: ${String(error)}`]: Number.NaN };
  }
}

function askForAll(model: FileModel): void {
  for (const func of model.bindings.functions) if (func.body !== NO_NODE) model.cfg(func);
  for (let node = 0 as NodeId; node < model.ast.size; node = (node + 1) as NodeId) {
    if (EXPRESSIONS.has(model.ast.kind[node] as Kind)) model.typeOf(node);
  }
}
