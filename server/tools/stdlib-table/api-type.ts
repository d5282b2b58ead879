/** Types as the API description of the Go distribution writes them, made complete and short for our table. */

/** The import path behind a package name; `undefined` where the describing package imports none of that name. */
export type PathOf = (packageName: string) => string | undefined;

/**
 * A type or signature in the table's notation: import paths in place of package names, no spaces between parts, no
 * type arguments; `?` for what the description leaves out. Throws where the text is no type.
 */
export function tableType(text: string, pathOf: PathOf): string {
  const reader = new ApiType(text, pathOf);
  return reader.only(() => reader.type());
}

/** The same for what stands behind a function's name: `(string, ...int) (bool, error)`. */
export function tableSignature(text: string, pathOf: PathOf): string {
  const reader = new ApiType(text, pathOf);
  return reader.only(() => reader.signature());
}

/** The text without the type parameters in brackets that it starts with. */
export function withoutTypeParameters(text: string): string {
  const reader = new ApiType(text, () => undefined);
  reader.skipBrackets();
  return reader.rest();
}

const LITERALS: readonly (readonly [string, string])[] = [
  ['<-chan struct', '<-chan struct{}'],
  ['chan<- struct', 'chan<- struct{}'],
  ['chan struct', 'chan struct{}'],
];
/** What stands in front of another type. Longer ones first. */
const PREFIXES = ['<-chan ', 'chan<- ', 'chan ', '...', '*'];

class ApiType {
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly pathOf: PathOf,
  ) {}

  only(read: () => string): string {
    const result = read();
    if (this.at < this.text.length) this.fail();
    return result;
  }

  rest(): string {
    return this.text.slice(this.at);
  }

  /** An anonymous struct other than the empty one of channels is not described; nor are inline interfaces. */
  type(): string {
    for (const [written, meant] of LITERALS) if (this.take(written)) return meant;
    for (const prefix of PREFIXES) if (this.take(prefix)) return prefix + this.type();
    if (this.take('func')) return `func${this.signature()}`;
    if (this.take('struct')) return '?';
    if (this.take('interface{}')) return 'any';
    if (this.take('interface{') || this.take('interface {')) return this.skipTo('}', '?');
    if (this.take('map[')) return `map[${this.type()}${this.expect(']')}]${this.type()}`;
    const array = /^\[\d*\]/.exec(this.rest())?.[0];
    if (array === undefined) return this.name();
    this.at += array.length;
    const element = this.type();
    return array + (element === 'uint8' ? 'byte' : element);
  }

  signature(): string {
    this.expect('(');
    const parameters = `(${this.list()})`;
    if (!this.take(' ')) return parameters;
    if (this.take('(')) return `${parameters}(${this.list()})`;
    return parameters + this.type();
  }

  skipBrackets(): void {
    if (!this.take('[')) return;
    for (let depth = 1; depth > 0; this.at++) {
      const character = this.text[this.at];
      if (character === undefined) this.fail();
      if (character === '[') depth++;
      if (character === ']') depth--;
    }
  }

  private list(): string {
    const types: string[] = [];
    while (!this.take(')')) {
      if (types.length > 0) this.expect(', ');
      types.push(this.type());
    }
    return types.join(',');
  }

  private name(): string {
    const name = /^(?:\$\d+|(?:\w+\.)?\w+)/.exec(this.rest())?.[0] ?? this.fail();
    this.at += name.length;
    this.skipBrackets();
    const [first = '', second] = name.split('.');
    if (second === undefined) return name;
    return `${this.pathOf(first) ?? this.fail()}.${second}`;
  }

  private take(text: string): boolean {
    if (!this.text.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }

  /** Answers '' so that it can stand inside of a template. */
  private expect(text: string): '' {
    if (!this.take(text)) this.fail();
    return '';
  }

  private skipTo(end: string, result: string): string {
    const found = this.text.indexOf(end, this.at);
    if (found < 0) this.fail();
    this.at = found + end.length;
    return result;
  }

  private fail(): never {
    throw new Error(`cannot read the type "${this.text}" at "${this.rest()}"`);
  }
}
