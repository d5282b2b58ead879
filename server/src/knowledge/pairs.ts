/** Where the resource is, seen from the call that acquires it. Results and arguments are counted from 0. */
export type ResourcePlace =
  | { readonly of: 'result'; readonly index: number }
  | { readonly of: 'argument'; readonly index: number }
  | { readonly of: 'receiver' };

/**
 * What has to be released after it was acquired. The rows of the standard library, those of well-known modules and those
 * that a project declares have this one form.
 */
export interface Pair {
  /** The code of the rule that reports it. */
  readonly rule: string;
  /** What the resource is called in messages: `file`, `database iterator`. */
  readonly noun: string;
  /**
   * Functions and methods in Go's notation with full import paths: `os.Open`, `(*net.Dialer).Dial`,
   * `(net.Listener).Accept`. A `*` in a name stands for any run of letters: `net.Dial*`,
   * `(example.com/db.*).NewIterator`; `*.Subscribe*` is any function or method of such a name, and needs `returns`.
   * Whether the receiver is a pointer, and major versions in module paths (`/v2`), make no difference.
   */
  readonly acquire: readonly string[];
  /** The type of the resource has to be one of these, or a pointer to one: `example.com/event.Subscription`. */
  readonly returns?: readonly string[];
  readonly resource: ResourcePlace;
  /** The result that tells whether there is a resource: `last` if that is an error. */
  readonly error: 'last' | 'none';
  /** What releases the resource, said on it: `Close`, `Body.Close`; `()` where it is a function that has to be called. */
  readonly release: readonly string[];
  /** Receiving from this field of it ends it as well: `C` of a timer that has fired. */
  readonly endsBy?: string;
  /** Functions and methods that release an argument, with its index: `os/signal.Stop#0`; `#-1` is the receiver. */
  readonly releasedBy?: readonly string[];
  /**
   * Methods of what the acquiring method was called on that release: `UnsubscribeAll` for `bus.Subscribe(…)`. Told by
   * the text of the operand.
   */
  readonly releasedThrough?: readonly string[];
  /**
   * What the acquiring method was called on releases by a name, so that, where it is a field, any other method that has
   * it can do so.
   */
  readonly isReleasedByName?: true;
  /** Methods that have released the resource when they return false: `Next`. */
  readonly endsWhenFalse?: readonly string[];
  /** Methods that have released the resource when they return an error: `Scan` of pgx. */
  readonly endsOnError?: readonly string[];
  /** Methods from whose result something is received only when the resource has ended by itself: `Err`. */
  readonly endsWhenReceived?: readonly string[];
  /** `same`: acquiring again adds to what the same release ends. Otherwise what was acquired before is lost. */
  readonly again?: 'same';
  /** Functions and methods that only use the resource when they are given it. */
  readonly borrowedBy?: readonly string[];
  /** `callee`: what was called keeps it and releases it, so that nothing is reported. */
  readonly ownership?: 'caller' | 'callee';
  /** Why no change of the code is offered: what releases it takes arguments, or gives something that has to be used. */
  readonly noFix?: string;
  /** The rule's own where it is left out. */
  readonly severity?: 'warning' | 'information' | 'hint';
  readonly confidence?: 'high' | 'medium' | 'low';
  /** Why the confidence is not high. */
  readonly doubt?: string;
  /** Said behind the message: why it matters, or where the project explains it. */
  readonly note?: string;
}

/** The code of the rule for what projects declare themselves. */
export const DECLARED_PAIRS_RULE = 'GL3000';
