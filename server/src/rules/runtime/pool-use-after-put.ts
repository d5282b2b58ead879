import type { FuncInfo } from '../../semantic/index.js';
import type { Misuse } from '../patterns/pool-misuse-kinds.js';
import { misusesIn } from '../patterns/pool-misuse.js';
import { cureOf } from '../patterns/pool-misuse-fix.js';
import { describeMisuse, placesOfMisuse } from '../patterns/pool-misuse-text.js';
import type { RuleContext } from '../rule.js';
import { defineRule, onFunction } from '../rule.js';

export const poolUseAfterPut = defineRule({
  code: 'GL4011',
  id: 'pool-use-after-put',
  title: 'Pooled object, or memory of it, is used after it went back to the pool',
  family: 'runtime',
  severity: 'warning',
  confidence: 'high',
  since: '0.1.0',
  kinds: {
    use: 'the object or its memory is used behind the Put',
    escape: 'memory of the object is returned, sent or stored although it is put back',
    'deferred-escape': 'memory of the object leaves the function whose deferred Put gives it back',
    'double-put': 'the same object is put back twice',
    'reset-after-put': 'the object is reset when it is in the pool already',
    goroutine: 'a goroutine uses the object while it is put back',
  },
  docs: {
    why: `After Put the object belongs to whoever gets it next, perhaps at that very moment in another goroutine. What
is read from it then is somebody else's data, what is written to it destroys that, and an object that is put back twice
is given to two callers at once. Slices from Bytes, Next or AvailableBuffer, and slices of a pooled slice, are memory of
the object. A deferred Put runs before the caller sees what is returned.`,
    fix: `Copy what must live longer: bytes.Clone(buf.Bytes()), or buf.String(). Put once, and as the last thing: of
deferred calls the one that is deferred last runs first.`,
    limits: `Objects in fields are not followed. Of a pooled struct the slices count that the package appends to and never
sets to anything else, buffers and arrays; not where a function of the package puts it back. A value that is handed to a
function is taken to be given back when the function returns. Where the Put and the use stand under conditions on the
same variables, nothing is said; nor of goroutines if the function waits for anything in between.`,
    references: ['go:sync.Pool.Put', 'go:bytes.Buffer.Bytes', 'go:bytes.Clone'],
  },
  triggers: [onFunction(check)],
});

function check(context: RuleContext, func: FuncInfo): void {
  for (const misuse of misusesIn(context, func)) report(context, misuse);
}

function report(context: RuleContext, misuse: Misuse): void {
  const { model } = context;
  context.report({
    at: model.spanOf(misuse.at),
    kind: misuse.kind,
    message: describeMisuse(model, misuse),
    related: placesOfMisuse(model, misuse),
    ...cureOf(context, misuse),
  });
}
