import type { Type } from '../semantic/index.js';
import { EMPTY_INTERFACE, UNKNOWN, basic, pointerTo } from '../semantic/index.js';

const BASIC = /^(?:bool|byte|complex(?:64|128)|error|float(?:32|64)|u?int(?:8|16|32|64)?|rune|string|uintptr)$/;
/** What stands in front of an element type. Longer ones first. */
const CHANNELS = [
  ['<-chan ', 'receive'],
  ['chan<- ', 'send'],
  ['chan ', 'both'],
] as const;

/**
 * The type that a text of the standard library table means; `path` is the package whose bare names it has. Type
 * parameters stay type parameters; texts that nothing is known about are `unknown`.
 */
export function typeOfText(text: string, path: string): Type {
  return new TypeText(text, path).type();
}

/** The function type that a text like `(string,...int)(bool,error)` means. */
export function signatureOfText(text: string, path: string): Type {
  return new TypeText(text, path).signature();
}

class TypeText {
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly path: string,
  ) {}

  type(): Type {
    if (this.take('?')) return UNKNOWN;
    if (this.take('*')) return pointerTo(this.type());
    if (this.take('...') || this.take('[]')) return { tag: 'slice', of: this.type() };
    for (const [written, direction] of CHANNELS) {
      if (this.take(written)) return { tag: 'chan', direction, of: this.type() };
    }
    if (this.take('func(')) return this.behindParenthesis();
    if (this.take('struct{}')) return { tag: 'struct', fields: [] };
    if (this.take('map[')) {
      const key = this.type();
      this.take(']');
      return { tag: 'map', key, of: this.type() };
    }
    return this.text[this.at] === '[' ? this.array() : this.name();
  }

  signature(): Type {
    this.take('(');
    return this.behindParenthesis();
  }

  private behindParenthesis(): Type {
    const params = this.list();
    const next = this.text[this.at];
    if (next === undefined || next === ',' || next === ')' || next === ']') return { tag: 'func', params, results: [] };
    return { tag: 'func', params, results: this.take('(') ? this.list() : [this.type()] };
  }

  /** The types up to the closing parenthesis, which is taken. */
  private list(): Type[] {
    const types: Type[] = [];
    while (this.at < this.text.length && !this.take(')')) {
      types.push(this.type());
      this.take(',');
    }
    return types;
  }

  private array(): Type {
    this.at = this.text.indexOf(']', this.at) + 1;
    return { tag: 'array', of: this.type() };
  }

  private name(): Type {
    NAME.lastIndex = this.at;
    const name = NAME.exec(this.text)?.[0] ?? '';
    this.at += Math.max(name.length, 1);
    if (name.startsWith('$')) return { tag: 'type-parameter', name };
    if (name === 'any' || name === 'comparable') return EMPTY_INTERFACE;
    if (BASIC.test(name)) return basic(name);
    const dot = name.lastIndexOf('.');
    return dot < 0
      ? { tag: 'named', path: this.path, name }
      : { tag: 'named', path: name.slice(0, dot), name: name.slice(dot + 1) };
  }

  private take(text: string): boolean {
    if (!this.text.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }
}

const NAME = /\$\d+|[\w./-]+/y;
