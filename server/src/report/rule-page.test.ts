import { expect, it } from 'vitest';
import { sampleRule } from '../../test/support/report-sample.js';
import { renderRuleList, renderRulePage, renderRulesJson } from './rule-page.js';

it('prints a page', () => {
  expect(renderRulePage(sampleRule)).toBe(`GL4001 finalizer-captures-target
Finalizer keeps the object reachable that it is set on

Severity: warning; confidence: high; since version 0.1.0

Why

It never runs.

Cure

Use the parameter.

Limits

Values in maps are not followed.

Kinds

  captures: the finalizer captures the object
  holder: the finalizer captures what holds it

References

  https://pkg.go.dev/runtime#SetFinalizer
  https://pkg.go.dev/net/http#Client.Do
  https://go.dev/doc/gc-guide
`);
});

it('lists rules in columns', () => {
  const other = { ...sampleRule, code: 'GL1001', id: 'x', severity: 'information', title: 'Y' } as const;
  expect(renderRuleList([other, sampleRule])).toBe(
    `GL1001  x                          information  Y
GL4001  finalizer-captures-target  warning      Finalizer keeps the object reachable that it is set on
`,
  );
  expect(renderRuleList([])).toBe('');
});

it('lists rules for scripts', () => {
  expect(JSON.parse(renderRulesJson([sampleRule]))).toEqual([sampleRule]);
});
