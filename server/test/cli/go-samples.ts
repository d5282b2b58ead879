/** A Go file with one leak that GL4001 reports on line 9, from column 2 to 22. */
export const LEAK = `package conn

import "runtime"

type conn struct{ fd int }

func open() *conn {
	c := &conn{}
	runtime.SetFinalizer(c, func(*conn) { println(c.fd) })
	return c
}
`;

/** The same without the leak. */
export const CLEAN = LEAK.replace('func(*conn) { println(c.fd) }', 'func(c *conn) { println(c.fd) }');

/**
 * A repository with a leak in every package, large enough for worker threads.
 * @param packages how many; each is of some 20 KB
 */
export function largeRepository(packages: number): Record<string, string> {
  const filler = Array.from({ length: 200 }, (_, i) => {
    return `\nfunc f${i}(values []int) (sum int) {\n\tfor _, v := range values {\n\t\tsum += v * ${i}\n\t}\n\treturn sum\n}\n`;
  }).join('');
  const names = Array.from({ length: packages }, (_, i) => `p${i}`);
  return {
    'go.mod': 'module example.com/large\n\ngo 1.24\n',
    ...Object.fromEntries(names.map((name) => [`${name}/conn.go`, LEAK + filler])),
    ...Object.fromEntries(
      names.map((name) => [`${name}/more.go`, `package conn\n\ntype more${name} struct{ *conn }\n`]),
    ),
  };
}
