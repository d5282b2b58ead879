import type { FuncInfo, Type } from '../../semantic/index.js';
import { printType } from '../../semantic/index.js';
import { guardBefore, isSizeChecked } from '../patterns/pool-size.js';
import type { KnownSite } from '../patterns/pool-sites.js';
import { objectName, poolSitesIn } from '../patterns/pool-sites.js';
import type { RuleContext } from '../rule.js';
import { defineRule, onFunction } from '../rule.js';

export const poolRetainsLarge = defineRule({
  code: 'GL4012',
  id: 'pool-retains-large',
  title: 'Buffer goes back to its pool whatever its size',
  family: 'runtime',
  severity: 'hint',
  confidence: 'medium',
  since: '0.1.0',
  kinds: {
    uncapped: 'nothing looks at the capacity of the buffer before it is put back',
    boxing: 'a slice or struct is put by value, which allocates on every Put',
  },
  docs: {
    why: `Reset keeps the memory of a buffer. After one very large message the pool holds that memory for as long as it
is busy, once for each buffer that ever met such a message. What is put by value must become an interface value: that
allocates each time, which is what the pool is there to avoid.`,
    fix: `Leave a buffer to the garbage collector when its capacity is larger than usual. Pool pointers: *[]byte, not
[]byte.`,
    limits: `It is advice: whether large buffers are common is not known here. Any condition on the capacity counts, and
one on the length if the buffer is still full then; so do pools that are chosen by size. Structs with buffers in them are
not looked at.`,
    references: ['https://go.dev/issue/23199', 'https://staticcheck.dev/docs/checks/#SA6002'],
  },
  triggers: [onFunction(check)],
});

function check(context: RuleContext, func: FuncInfo): void {
  for (const known of poolSitesIn(context, func)) {
    if (known.site.fact.does !== 'put') continue;
    const type = context.facts.resolve(known.site.fact.object);
    if (isBoxed(context, type)) reportBoxing(context, known, type);
    else if (isGrowable(known) && !isSizeChecked(context.model, func, known.site)) reportSize(context, func, known);
  }
}

/** Values that are no pointers are copied to the heap to become an interface value. */
function isBoxed({ facts }: RuleContext, type: Type): boolean {
  const { tag } = facts.underlying(type);
  return tag === 'slice' || tag === 'array' || tag === 'struct';
}

/** A buffer or slice that something is added to, of a pool that is not one of several by size. */
function isGrowable({ protocol, site }: KnownSite): boolean {
  const { element, name, gets, mayGetLarge } = protocol;
  if (name.includes('[]') || element.kind === 'stateless') return false;
  const isBytes = element.kind === 'buffer' && printType(element.type).includes('bytes.Buffer');
  if (isBytes) return mayGetLarge || (gets.length === 0 && site.fact.origin === 'parameter');
  return element.kind === 'slice' && mayGetLarge;
}

function reportBoxing(context: RuleContext, { site, protocol }: KnownSite, type: Type): void {
  const { model, facts } = context;
  const what = facts.underlying(type).tag;
  context.report({
    at: model.spanOf(site.call.callee),
    kind: 'boxing',
    confidence: 'high',
    message: `each Put of ${objectName(model, site)} allocates: ${protocol.name} is given a ${what} and not a pointer to one`,
    noFix: 'the Gets of the pool must expect a pointer, too',
  });
}

function reportSize(context: RuleContext, func: FuncInfo, { site, protocol }: KnownSite): void {
  const { model } = context;
  const { element } = protocol;
  const shape = element.kind !== 'slice' ? 'buffer' : element.isPointer ? 'pointer' : 'slice';
  context.report({
    at: model.spanOf(site.call.callee),
    kind: 'uncapped',
    message: `${objectName(model, site)} goes back to ${protocol.name} whatever its size: after one large use the pool keeps that memory`,
    ...guardBefore(model, func, site, shape),
  });
}
