import type { NodeId } from '../semantic/index.js';
import type { CalleeRef } from './callee-ref.js';

/**
 * What is done with a parameter or with what selectors reach from it. `write` and `append` change it, `unknown` is
 * everything that lets it out of sight, `pass` hands it to the function named by `callee`.
 */
export type EffectVerb =
  | 'send'
  | 'receive'
  | 'range'
  | 'close'
  /** The parameter is a function and is called. */
  | 'call'
  /** A method is called on it; `detail` is its name. */
  | 'method'
  /** It, or what it points to, gets a value; `detail` is `zero`, `cut` (`[:0]`), `append` or `value`. */
  | 'write'
  | 'clear'
  | 'delete'
  /** The parameter itself gets another value: what is done later is done to that. */
  | 'reassign'
  | 'return'
  | 'store'
  | 'pass'
  | 'unknown';

export interface ParameterEffect {
  /** From 0; the receiver is -1. */
  readonly parameter: number;
  readonly verb: EffectVerb;
  /** Selectors from the parameter: '' is the parameter or what it points to, `a.b` a field of a field, `m[]` elements. */
  readonly path: string;
  /** On every path from the entry to a normal return, or only on some. */
  readonly paths: 'every' | 'some';
  readonly where: 'here' | 'deferred' | 'goroutine';
  /** Whether something else may happen instead: other cases of a `select`, or its default. */
  readonly guard: 'none' | 'select' | 'default';
  readonly times: 'once' | 'many';
  /** See the verbs; the result's index for `return`. */
  readonly detail: string;
  /** For `pass`: where to, and as which parameter (-1 is the receiver). */
  readonly callee?: CalleeRef;
  readonly index?: number;
}

/** An effect before it is known on which paths it lies. */
export interface Draft extends Omit<ParameterEffect, 'paths'> {
  readonly node: NodeId;
}
