import { workspacePath } from '../../src/base/index.js';
import type { PackageFacts } from '../../src/facts/index.js';
import { extractFacts, link } from '../../src/facts/index.js';
import { FileModel } from '../../src/semantic/index.js';
import { parse } from './engine.js';

/** The model of one file; `source` is all of it. */
export async function modelOf(name: string, source: string): Promise<FileModel> {
  const file = await parse({ path: workspacePath(name), source });
  return new FileModel(file.path, file.text.text, file.ast);
}

/** The facts of package p, one file for each source, which have no package clause. */
export async function factsOf(...sources: readonly string[]): Promise<PackageFacts> {
  const models = await Promise.all(sources.map((source, i) => modelOf(`f${i}.go`, `package p\n\n${source}`)));
  const facts = link('example.com/p', models.map(extractFacts)).get('p');
  if (facts === undefined) throw new Error('no package p');
  return facts;
}
