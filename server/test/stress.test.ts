import { expect, test } from 'vitest';
import { onBug } from '../src/base/index.js';
import { createTreeStore } from '../src/syntax/index.js';
import { stresses } from '../tools/bench/stress-sources.js';
import { analyseThroughout } from '../tools/bench/stress.js';
import { readParserWasm } from '../tools/lib/parser-wasm.js';

const trees = await createTreeStore(readParserWasm());

onBug((message) => {
  throw new Error(message);
});

test.each(stresses)('$name: a very long or deep file is read, analysed and checked to its end', ({ make, sizes }) => {
  const text = make(sizes.at(-1) ?? 0);
  const ast = analyseThroughout(text, (source) => trees.parseOnce(source));
  expect(ast.errors).toEqual([]);
});
