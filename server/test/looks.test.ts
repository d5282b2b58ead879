import { describe, expect, it } from 'vitest';
import type { AnalysedFile } from '../src/engine/index.js';
import { KeptReports, check } from '../src/engine/index.js';
import type { FileFacts } from '../src/facts/index.js';
import { extractInParts, link, lockOperationsIn, mentionsLock, newOfPool, settledPools } from '../src/facts/index.js';
import type { NodeId } from '../src/semantic/index.js';
import {
  Field,
  FileModel,
  Kind,
  NO_NODE,
  afterOf,
  childIn,
  childrenOf,
  kindOf,
  loopsAround,
  runsInPlace,
} from '../src/semantic/index.js';
import type { FlatAst } from '../src/syntax/index.js';
import { effectiveGo, parseGoVersion } from '../src/workspace/index.js';
import type { GoPackage } from './harness/engine.js';
import { parse } from './harness/engine.js';
import { packagesOf, rulesWithFixtures } from './harness/packages.js';

/** Nodes of which somebody asked what they are, while `on`. */
interface Watch {
  isOn: boolean;
  readonly read: Set<number>;
}

/**
 * Findings are kept while somebody types in another function, unless the check has looked into it. So a rule that reads
 * the body of another function has to say so, by `model.looks`.
 */
describe('rules look into no other function of the file without saying so', () => {
  const units = rulesWithFixtures().flatMap(packagesOf);
  it.each(units)('in $directory', async (unit) => {
    const files = await Promise.all(unit.files.map((file) => watched(file)));
    const packages = link(
      unit.importPath,
      files.map(({ analysed }) => analysed.facts),
    );
    const complaints = files.flatMap(({ analysed, watch }) => {
      const said: string[] = [];
      complain(analysed, watch, said);
      const go = effectiveGo(parseGoVersion(unit.goVersion), analysed.model.text);
      check(analysed, packages, go, { minConfidence: 'low', kept: new KeptReports() });
      watch.isOn = false;
      return said;
    });
    expect(complaints).toEqual([]);
  });
});

/** Notes what each check reads, and writes down what it read without saying so. */
function complain({ model }: AnalysedFile, watch: Watch, complaints: string[]): void {
  const { looks, ast } = model;
  const [begin, looked] = [looks.begin.bind(looks), looks.looked.bind(looks)];
  const declarations = childrenOf(ast, 0 as NodeId);
  const bodies = declarations.map((declaration) => bodyOf(ast, declaration)).filter((body) => body !== NO_NODE);
  let own = 0 as NodeId;
  looks.begin = (start, end) => {
    begin(start, end);
    watch.read.clear();
    own = start;
    watch.isOn = true;
  };
  looks.looked = () => {
    watch.isOn = false;
    const seen = looked();
    const unsaid = bodies.filter((body) => {
      const isOwn = body > own && body < afterOf(ast, own);
      const isRead = [...watch.read].some((node) => node > body && node < afterOf(ast, body));
      return isRead && !isOwn && seen !== 'everywhere' && ![...seen].some((node) => isAround(ast, node, body));
    });
    for (const body of unsaid) complaints.push(`${model.path}: ${nameOf(model, own)} reads ${nameOf(model, body)}`);
    return seen;
  };
}

function bodyOf(ast: FlatAst, declaration: NodeId): NodeId {
  const kind = kindOf(ast, declaration);
  const isFunction = kind === Kind.function_declaration || kind === Kind.method_declaration;
  return isFunction ? childIn(ast, declaration, Field.body) : NO_NODE;
}

/** True if the node is the declaration of the body, or lies in it. */
function isAround(ast: FlatAst, node: NodeId, body: NodeId): boolean {
  const declaration = ast.parent[body] ?? 0;
  return node >= declaration && node < (ast.after[declaration] ?? 0);
}

function nameOf(model: FileModel, node: NodeId): string {
  return model.funcAt(node)?.name ?? model.textOf(node).slice(0, 20);
}

async function watched(source: GoPackage['files'][number]): Promise<{ analysed: AnalysedFile; watch: Watch }> {
  const file = await parse(source);
  const watch: Watch = { isOn: false, read: new Set() };
  const { ast } = file;
  const seen: FlatAst = {
    ...ast,
    kind: watchedArray(ast.kind, watch),
    field: watchedArray(ast.field, watch),
    op: watchedArray(ast.op, watch),
  };
  const model = new FileModel(file.path, file.text.text, seen);
  const analysed: AnalysedFile = { file, model, ...extractInParts(model) };
  askAll(analysed.facts);
  // Tables of the whole file, of which each check reads its own part.
  loopsAround(model, 0 as NodeId);
  newOfPool(model, { at: 'elsewhere' });
  mentionsLock(model, 0 as NodeId);
  lockOperationsIn(model, 0 as NodeId);
  for (const func of model.bindings.functions) runsInPlace(model, func);
  return { analysed, watch };
}

/** What functions do is learned through the facts of the package, which note that themselves; the rest is compared. */
function askAll({ functions, pools }: FileFacts): void {
  settledPools(pools);
  for (const func of functions) {
    const { ending, startsGoroutine, provisions, locks } = func;
    for (const parameter of [-1, ...func.parameters.keys()]) func.effectsOn(parameter);
    expect([ending, startsGoroutine, provisions, locks].length).toBe(4);
  }
}

function watchedArray(array: Uint8Array, watch: Watch): Uint8Array {
  return new Proxy(array, {
    get(target, key): unknown {
      const node = typeof key === 'string' ? Number(key) : Number.NaN;
      if (watch.isOn && !Number.isNaN(node)) watch.read.add(node);
      return Reflect.get(target, key, target);
    },
  });
}
