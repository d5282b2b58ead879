import type { Language, Tree } from 'web-tree-sitter';
import { Parser } from 'web-tree-sitter';
import { bug } from '../base/index.js';
import type { FlatAst } from './flat-ast.js';
import type { Flatten, ReadMemory } from './flatten.js';
import { cursorFlatten, memoryFlatten } from './flatten.js';
import type { Symbols } from './symbols.js';

/** Go with each way in which a tree can be kept: small and large leaves, aliases, inherited fields, extras, errors. */
const SAMPLES = [
  `// ä 😀\r\npackage p\n\nimport . "fmt"\n\ntype T[P any] struct {\n\t*T[P] \`a:"b"\`\n\tc, d chan<- <-chan int\n}\n
func (t *T[P]) m(a, b int, c ...string) (x int, err error) {
	for i := range 10 {${'\n'.repeat(300)}		go func() { t.c <- <-make(chan int) }() /* ${'long '.repeat(60)} */
	}
	switch v := any(a).(type) {
	case int, error:
		return v.(int) + a*-b, nil
	}
	select {
	case y, ok := <-t.d:
		_ = map[string][]int{"😀": {1, 2}, "${'x'.repeat(300)}": y[1:2:3], ok: nil}
	default:
		if x := f(a); !x && ok || x { goto end } else if a++; true {} else { defer new(T[int]) }
	}
end:
	return
}\n`,
  'package p\n\nfunc f() {\n\tg(a, 😀 b\n\tif x := ; { }}\n\nvar y = $ @\nvar x =\nvar z [',
  'package p\n\nfunc f() {}\n\nfun',
  '',
];

/**
 * The fastest way that gives for samples of Go what the cursor gives. That is the cursor itself where the memory is laid
 * out in another way, as with another version of the parser.
 */
export function chooseFlatten(language: Language, readMemory: ReadMemory, symbols: Symbols): Flatten {
  const slow = cursorFlatten(symbols);
  const parser = new Parser().setLanguage(language);
  try {
    const fast = withTree(parser, '', (tree) => memoryFlatten(readMemory, symbols, tree));
    if (SAMPLES.every((text) => withTree(parser, text, (tree) => isSame(fast(tree, text), slow(tree, text)))))
      return fast;
    bug('the memory of the Go parser reads other than its trees; they are read through the cursor, which is slow');
  } catch (error) {
    bug(
      `the memory of the Go parser is not readable; trees are read through the cursor, which is slow: ${String(error)}`,
    );
  } finally {
    parser.delete();
  }
  return slow;
}

function withTree<T>(parser: Parser, text: string, work: (tree: Tree) => T): T {
  const tree = parser.parse(text);
  if (tree === null) throw new Error('the Go parser gave no tree');
  try {
    return work(tree);
  } finally {
    tree.delete();
  }
}

function isSame(a: FlatAst, b: FlatAst): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
