import { expect, test } from 'vitest';
import { neverCancelled, workspacePath } from '../src/base/index.js';
import { Session, audit, createInPlaceExecutor } from '../src/engine/index.js';
import { decodeUtf8 } from '../src/hosts/node/index.js';
import { createTreeStore } from '../src/syntax/index.js';
import { SourceText } from '../src/text/index.js';
import { readParserWasm } from '../tools/lib/parser-wasm.js';
import { memoryFiles } from './support/memory-files.js';

const LOOP = 'func f(ns []int) {\n\tfor _, n := range ns {\n\t\tgo func() { _ = n }()\n\t}\n}\n';
const FINALIZER = `import "runtime"

type c struct{ fd int }

func g() {
	x := &c{}
	runtime.SetFinalizer(x, func(_ *c) { print(x.fd) })
}
`;

/** Each package holds one file; `go` is its module's line, none without go.mod. */
const cases = [
  { go: '1.20', line: '', loops: 1, fixes: ['safe'] },
  { go: '1.21', line: '', loops: 1, fixes: ['safe'] },
  { go: '1.22', line: '', loops: 0, fixes: ['safe'] },
  { go: '1.24', line: '', loops: 0, fixes: ['safe', 'review'] },
  { go: '1.24', line: 'go1.21', loops: 1, fixes: ['safe'] },
  { go: '1.24', line: 'go1.18 && linux', loops: 1, fixes: ['safe'] },
  { go: '1.20', line: 'go1.22', loops: 0, fixes: ['safe'] },
  { go: '1.20', line: 'go1.24', loops: 0, fixes: ['safe', 'review'] },
  { go: '1.24', line: '!go1.99', loops: 0, fixes: ['safe', 'review'] },
  { go: undefined, line: '', loops: 0, fixes: ['safe'] },
  { go: undefined, line: 'go1.21', loops: 1, fixes: ['safe'] },
  { go: undefined, line: 'go1.24', loops: 0, fixes: ['safe', 'review'] },
  { go: '', line: '', loops: 1, fixes: ['safe'] },
] as const;

function filesOf({ go, line }: (typeof cases)[number]): Record<string, string> {
  const head = line === '' ? '' : `//go:build ${line}\n\n`;
  return {
    '/m/p.go': `${head}package p\n\n${FINALIZER}\n${LOOP}`,
    ...(go === undefined ? {} : { '/m/go.mod': `module m\n${go === '' ? '' : `\ngo ${go}\n`}` }),
  };
}

test.each(cases)('an audit judges by go $go and the line "$line"', async (given) => {
  const platform = { files: memoryFiles(filesOf(given)), decodeUtf8, wasm: readParserWasm(), now: () => 0 };
  const request = { root: '/m', targets: [{ path: workspacePath(''), kind: 'folder' as const }] };
  const { findings } = await audit(request, platform, createInPlaceExecutor(platform), neverCancelled, () => undefined);
  expect(findings.filter(({ code }) => code === 'GL1010')).toHaveLength(given.loops);
  const finalizer = findings.find(({ code }) => code === 'GL4001');
  expect(finalizer?.fixes.map(({ kind }) => kind)).toEqual(given.fixes);
});

test.each(cases)('an open document is judged by go $go and the line "$line"', async (given) => {
  const files = filesOf(given);
  const log = { error: fail, warn: fail, info: fail, debug: fail };
  const trees = await createTreeStore(readParserWasm());
  const session = new Session({
    platform: { files: memoryFiles(files), decodeUtf8, log },
    trees,
    after: () => () => undefined,
    outdated: () => undefined,
  });
  session.open(
    { key: 'p.go', path: workspacePath('p.go'), directory: '/m' },
    1,
    new SourceText(files['/m/p.go'] ?? '', 'lsp'),
  );
  const findings = (await session.check('p.go'))?.findings ?? [];
  expect(findings.filter(({ code }) => code === 'GL1010')).toHaveLength(given.loops);
  const finalizer = findings.find(({ code }) => code === 'GL4001');
  expect(finalizer?.fixes.map(({ kind }) => kind)).toEqual(given.fixes);
  session.closeAll();
});

function fail(message: string): void {
  throw new Error(message);
}
