/** A Go file that is long or deep in one way. */
export interface Stress {
  readonly name: string;
  /** Sizes to try, each twice the one before; the last is what must work. */
  readonly sizes: readonly number[];
  readonly make: (size: number) => string;
}

/** Files as generators and people at their worst write them. All are valid Go, if not all of it compiles. */
export const stresses: readonly Stress[] = [
  stress('statements in a function', 10_000, (size) => inFunction(times(size, statement).join('\n'))),
  stress('statements with a return in a function', 10_000, (size) =>
    inFunction(times(size, (i) => `if n == ${i} { mutex.Lock(); return }\nmutex.Unlock()`).join('\n')),
  ),
  stress('cases of a switch', 2_000, (size) =>
    inFunction(`switch n {\n${times(size, (i) => `case ${i}:\n${statement(i)}`).join('\n')}\n}`),
  ),
  stress('cases of a type switch', 2_000, (size) =>
    inFunction(`switch v := value.(type) {\n${times(size, (i) => `case T${i}:\nuse(v)`).join('\n')}\n}`),
  ),
  stress('cases of a select', 2_000, (size) =>
    inFunction(`select {\n${times(size, (i) => `case v := <-channels[${i}]:\nuse(v)`).join('\n')}\n}`),
  ),
  stress('fallthrough in a row', 2_000, (size) =>
    inFunction(`switch n {\n${times(size, (i) => `case ${i}:\nuse(n)\nfallthrough`).join('\n')}\ndefault:\n}`),
  ),
  stress('channels in a function', 1_000, (size) => inFunction(times(size, channel).join('\n'))),
  stress('channels in a function, all received at its end', 1_000, (size) =>
    inFunction(
      `${times(size, (i) => `c${i} := make(chan int)\ngo func() { c${i} <- n }()`).join(
        '\n',
      )}\nif n > 0 { return }\n${times(size, (i) => `<-c${i}`).join('\n')}`,
    ),
  ),
  stress('channels in a struct', 1_000, (size) =>
    file(
      `type s struct {\n${times(size, (i) => `c${i} chan int`).join('\n')}\n}\nfunc f(x *s) {\n` +
        `${times(size, (i) => `x.c${i} = make(chan int)\ngo func() { x.c${i} <- 1 }()\n<-x.c${i}`).join('\n')}\n}\n`,
    ),
  ),
  stress('uses of one channel', 10_000, (size) =>
    inFunction(`c := make(chan int)\n${repeat('go send(c)\n<-c\n', size)}`),
  ),
  stress('defers in a function', 2_000, (size) => inFunction(times(size, (i) => `defer use(${i})`).join('\n'))),
  stress('labels and gotos', 2_000, (size) =>
    inFunction(times(size, (i) => `l${i}:\nuse(n)\nif n > ${i} { goto l${size - i - 1} }`).join('\n')),
  ),
  stress('loops in a row', 2_000, (size) => inFunction(repeat('for i := range n { go func() { use(i) }() }\n', size))),
  stress('closures in a row', 2_000, (size) => inFunction(repeat('func() { n++ }()\n', size))),
  stress('functions', 10_000, (size) => file(times(size, (i) => `func f${i}(c chan int) { f${i + 1}(c) }`).join('\n'))),
  stress('calls, each function calls the 10 before it', 20_000, (size) =>
    file(
      times(
        size / 10,
        (i) => `func f${i}(c chan int) {\n${times(10, (j) => `f${Math.max(i - j, 0)}(c)`).join('\n')}\n}`,
      ).join('\n'),
    ),
  ),
  stress('methods of a type', 2_000, (size) =>
    file(
      `type t struct{ mutex sync.Mutex }\n${times(size, (i) => `func (x *t) m${i}() { x.m${i + 1}() }`).join('\n')}`,
    ),
  ),
  stress('embedded types in a row', 500, (size) =>
    file(
      `${times(size, (i) => `type t${i} struct { t${i + 1}; f${i} int }`).join(
        '\n',
      )}\ntype t${size} struct { c chan int }\nfunc f(x t0) { x.c <- 1; x.none() }\n`,
    ),
  ),
  stress('types that alias each other', 500, (size) =>
    file(`${times(size, (i) => `type t${i} = t${i + 1}`).join('\n')}\ntype t${size} int\nfunc f(x t0) { use(x) }\n`),
  ),
  stress('variables that copy each other', 2_000, (size) =>
    inFunction(`v0 := make(chan int)\n${times(size, (i) => `v${i + 1} := v${i}`).join('\n')}\nv${size} <- 1`),
  ),
  stress('nested blocks', 500, (size) => inFunction(`${repeat('{\n', size)}use(n)\n${repeat('}\n', size)}`)),
  stress('nested ifs', 500, (size) => inFunction(`${repeat('if n > 0 {\n', size)}use(n)\n${repeat('}\n', size)}`)),
  stress('nested loops', 500, (size) => inFunction(`${repeat('for range n {\n', size)}use(n)\n${repeat('}\n', size)}`)),
  stress('nested selects', 500, (size) =>
    inFunction(`${repeat('select {\ncase <-c:\n', size)}use(n)\n${repeat('}\n', size)}`),
  ),
  stress('nested closures', 500, (size) =>
    inFunction(`${repeat('go func() {\n', size)}use(n)\n${repeat('}()\n', size)}`),
  ),
  stress('nested calls', 5_000, (size) => inFunction(`x := ${repeat('f(', size)}n${repeat(')', size)}`)),
  stress('calls in a chain', 5_000, (size) => inFunction(`x := b${repeat('.f()', size)}`)),
  stress('selectors in a chain', 5_000, (size) => inFunction(`x := b${repeat('.f', size)}`)),
  stress('nested parentheses', 5_000, (size) => inFunction(`x := ${repeat('(', size)}n${repeat(')', size)}`)),
  stress('nested composite literals', 5_000, (size) => inFunction(`x := ${repeat('T{', size)}n${repeat('}', size)}`)),
  stress('nested pointers in a type', 5_000, (size) => inFunction(`var x ${repeat('*', size)}int`)),
  stress('nested channels in a type', 5_000, (size) => inFunction(`var x ${repeat('chan ', size)}int`)),
  stress('unary operators', 5_000, (size) => inFunction(`x := ${repeat('!', size)}n`)),
  stress('terms of a sum', 20_000, (size) => inFunction(`x := n${repeat(' + n', size)}`)),
  stress('terms of a condition', 20_000, (size) => inFunction(`if n == 0${repeat(' || n == 1', size)} { return }`)),
  stress('terms of a mixed condition', 20_000, (size) => inFunction(`if a${repeat(' || !(b && c)', size)} { return }`)),
  stress('else ifs', 10_000, (size) =>
    inFunction(`if n == 0 {${times(size, (i) => `} else if n == ${i} {\nuse(n)\n`).join('')}}`),
  ),
  stress('elements of a literal', 50_000, (size) => file(`var x = []int{\n${repeat('1,\n', size)}}\n`)),
  stress('names in a declaration', 5_000, (size) => inFunction(`var ${times(size, (i) => `x${i}`).join(', ')} int`)),
];

function stress(name: string, most: number, make: (size: number) => string): Stress {
  return { name, sizes: [most / 4, most / 2, most].map(Math.ceil), make };
}

function file(declarations: string): string {
  return `package p\n\nimport "sync"\n\nvar mutex sync.Mutex\n\n${declarations}\n`;
}

function inFunction(body: string): string {
  return file(`func f(n int, c chan int, channels []chan int, value any) {\n${body}\n}`);
}

function statement(index: number): string {
  const statements = [
    'use(n)',
    'x := n',
    'c <- n',
    '<-c',
    'if n > 0 { return }',
    'mutex.Lock()',
    'mutex.Unlock()',
    'n++',
  ];
  return `{ ${statements[index % statements.length] ?? ''} }\nuse(n, ${index})`;
}

function channel(index: number): string {
  return `c${index} := make(chan int)\ngo func() { c${index} <- n }()\nif n == ${index} { return }\n<-c${index}`;
}

function times(count: number, make: (index: number) => string): string[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

function repeat(text: string, count: number): string {
  return text.repeat(count);
}
