import type { Effect } from '../facts/index.js';
import { borrowsArguments } from '../knowledge/index.js';
import type { Pair } from '../knowledge/index.js';

/** What a use of a resource means for the duty to release it. */
export type Meaning = 'release' | 'transfer' | 'nothing';

/** The selectors from the resource to a method that releases it; empty for `()`, where the resource itself is called. */
type Form = readonly string[];

/** What releases the resources of a pair, asked by selectors from the resource. */
export class ReleaseForms {
  private readonly forms: readonly Form[];
  private readonly ending: string | undefined;
  private readonly releasers: ReadonlySet<string>;
  private readonly borrowers: ReadonlySet<string>;

  constructor(pair: Pair) {
    this.forms = pair.release.map((form) => (form === '()' ? [] : form.split('.')));
    this.ending = pair.endsBy;
    this.releasers = new Set(pair.releasedBy);
    this.borrowers = new Set(pair.borrowedBy);
  }

  /** True if a call at this path releases: `Body.Close`; the empty path where the resource is a function. */
  isRelease(path: readonly string[]): boolean {
    return this.forms.some((form) => form.length === path.length && form.every((name, i) => name === path[i]));
  }

  /** True if a receive from what the path leads to says that nothing is left to release. */
  isEnd(path: readonly string[]): boolean {
    return this.ending !== undefined && path.length === 1 && path[0] === this.ending;
  }

  /** True if whoever gets what the path leads to can release the resource: the resource itself, or its `Body`. */
  isWhole(path: readonly string[]): boolean {
    return this.forms.some((form) => path.length <= form.length && path.every((name, i) => name === form[i]));
  }

  /** What a function with a name, in Go's notation, does with the argument at `index` (-1: the receiver). */
  ofCallee(callee: string, index: number): Meaning | undefined {
    return this.ofListed(callee, index) ?? (borrowsArguments(callee) ? 'nothing' : undefined);
  }

  /** The same by what the pair itself lists; for functions whose body is in sight. */
  ofListed(callee: string, index: number): Meaning | undefined {
    if (this.releasers.has(`${callee}#${index}`)) return 'release';
    return this.borrowers.has(callee) ? 'nothing' : undefined;
  }

  /** What a function does with an argument that `path` leads to from the resource, by its effects on the parameter. */
  ofEffects(effects: readonly Effect[], path: readonly string[]): Meaning {
    let meaning: Meaning = 'nothing';
    for (const effect of effects) {
      const own = this.ofEffect(effect, [...path, ...segmentsOf(effect.path)]);
      if (own === 'release') return own;
      if (own === 'transfer') meaning = own;
    }
    return meaning;
  }

  private ofEffect(effect: Effect, path: readonly string[]): Meaning {
    switch (effect.verb) {
      case 'method':
        return this.isRelease([...path, effect.detail]) ? 'release' : 'nothing';
      case 'call':
        return this.isRelease(path) ? 'release' : 'nothing';
      case 'store':
      case 'return':
        return this.isWhole(path) ? 'transfer' : 'nothing';
      case 'unknown':
      case 'pass':
        return this.isWhole(path) ? this.ofUnknown(effect.detail) : 'nothing';
      default:
        return 'nothing';
    }
  }

  /** `detail` is a callee and the argument's index, `io.Copy#1`, or a word for what nobody can follow. */
  private ofUnknown(detail: string): Meaning {
    const at = detail.lastIndexOf('#');
    if (at < 0) return 'transfer';
    return this.ofCallee(detail.slice(0, at), Number(detail.slice(at + 1))) ?? 'transfer';
  }
}

function segmentsOf(path: string): readonly string[] {
  return path === '' ? [] : path.split('.');
}
