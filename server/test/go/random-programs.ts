/** A source of numbers that gives the same ones on every machine. */
interface Dice {
  /** A whole number from 0 to `sides` - 1. */
  roll(sides: number): number;
}

type Write = (dice: Dice) => string;

const CONNS = ['c', 'd'];
const HOLDERS = ['w', 'v'];
const FUNCTIONS = ['f', 'g'];
const SLICES = ['b', 'k'];
const ANY = [...CONNS, ...HOLDERS, ...FUNCTIONS, ...SLICES, 's', 'list'];
const CONN_VALUES = ['c', 'c', 'd', 'd', 'newConn()', 'nil', 'w.c', 'v.c', 's.conn', 'list[0]'];
const BYTES = ['.buf', '.key[:]', '.key[2:4]'];
const TARGETS = ['c', 'c', 'c', 'd', 's.conn'];

/** Simple statements over the variables of `PREAMBLE`. None of them can fail. */
const STATEMENTS: readonly Write[] = [
  (dice) => `${pick(dice, CONNS)} = ${pick(dice, CONN_VALUES)}`,
  (dice) => `${pick(dice, CONNS)} = ${pick(dice, CONN_VALUES)}`,
  (dice) => `${pick(dice, HOLDERS)} = &wrapper{c: ${pick(dice, CONN_VALUES)}}`,
  (dice) => `${pick(dice, HOLDERS)} = ${pick(dice, HOLDERS)}`,
  (dice) => `${pick(dice, HOLDERS)}.c = ${pick(dice, CONN_VALUES)}`,
  (dice) => `s = &server{conn: ${pick(dice, CONN_VALUES)}}`,
  (dice) => `s.conn = ${pick(dice, CONN_VALUES)}`,
  (dice) => `list = []*conn{${pick(dice, CONN_VALUES)}}`,
  (dice) => `list = append(list, ${pick(dice, CONN_VALUES)})`,
  (dice) => `list[0] = ${pick(dice, CONN_VALUES)}`,
  (dice) => `${pick(dice, FUNCTIONS)} = func() { use(${pick(dice, ANY)}) }`,
  (dice) => `${pick(dice, SLICES)} = ${pick(dice, [...SLICES, 'b[:0]', 'nil'])}`,
];

const FINALIZERS: readonly Write[] = [
  (dice) => `func(*conn) { use(${pick(dice, ANY)}) }`,
  (dice) => `func(*conn) { use(${pick(dice, ANY)}) }`,
  (dice) => `func(*conn) { ${pick(dice, FUNCTIONS)}() }`,
  (dice) => `func(*conn) { use(${pick(dice, CONNS)}, ${pick(dice, HOLDERS)}) }`,
  (dice) => `${pick(dice, CONNS)}.fin`,
  () => 'func(x *conn) { x.Close() }',
];

const PREAMBLE = [
  'c, d := newConn(), newConn()',
  'w, v := &wrapper{}, &wrapper{}',
  's := &server{}',
  'f, g := func() {}, func() {}',
  'var b, k []byte',
  'list := []*conn{nil}',
  'use(c, d, w, v, s, f, g, b, k, list)',
];

/**
 * A Go file of `count` functions of two booleans, over the types of the finalizer fixtures. Each passes pointers about,
 * sets one finalizer and goes on passing pointers about. The same seed gives the same file.
 */
export function randomProgram(seed: number, count: number): string {
  const dice = diceFrom(seed);
  const functions = Array.from({ length: count }, (_, index) => randomFunction(dice, `random${seed}x${index}`));
  return `package finalizers\n\nimport "runtime"\n\n${functions.join('\n')}`;
}

function randomFunction(dice: Dice, name: string): string {
  const target = pick(dice, TARGETS);
  const lines = [
    ...PREAMBLE,
    ...block(dice, 2, 1 + dice.roll(4)),
    // The driver knows the word: this way out is no mistake.
    `if ${target} == nil {`,
    '\tpanic("failed")',
    '}',
    `runtime.SetFinalizer(${target}, ${pick(dice, FINALIZERS)(dice)})`,
    ...block(dice, 2, dice.roll(4)),
  ];
  return `func ${name}(p, q bool) {\n${indent(lines).join('\n')}\n}\n`;
}

function block(dice: Dice, depth: number, length: number): string[] {
  return Array.from({ length }, () => statement(dice, depth)).flat();
}

function statement(dice: Dice, depth: number): string[] {
  switch (depth === 0 ? 0 : dice.roll(8)) {
    case 1:
      return [`if ${pick(dice, ['p', 'q'])} {`, ...indent(block(dice, depth - 1, 1 + dice.roll(2))), '}'];
    case 2: {
      const [yes, no] = [block(dice, depth - 1, 1), block(dice, depth - 1, 1)];
      return [`if ${pick(dice, ['p', 'q'])} {`, ...indent(yes), '} else {', ...indent(no), '}'];
    }
    case 3:
      return ['for range 2 {', ...indent(block(dice, depth - 1, 1)), '}'];
    case 4: {
      const conn = pick(dice, CONNS);
      return [`if ${conn} != nil {`, `\t${pick(dice, SLICES)} = ${conn}${pick(dice, BYTES)}`, '}'];
    }
    default:
      return [pick(dice, STATEMENTS)(dice)];
  }
}

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => `\t${line}`);
}

function pick<T>(dice: Dice, choices: readonly [T, ...T[]] | readonly T[]): T {
  const choice = choices[dice.roll(choices.length)];
  if (choice === undefined) throw new Error('nothing to choose from');
  return choice;
}

/** Marsaglia's xorshift with 32 bits of state. */
function diceFrom(seed: number): Dice {
  let state = Math.imul(seed, 0x9e3779b1) >>> 0 || 1;
  return {
    roll: (sides) => {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      state >>>= 0;
      return state % sides;
    },
  };
}
