import { afterEach, describe, expect, test } from 'vitest';
import { modelOf } from '../../test/harness/package.js';
import { onBug } from '../base/index.js';
import { PackageFacts, extractFacts } from '../facts/index.js';
import type { Pair } from '../knowledge/index.js';
import type { Rule, RuleContext } from '../rules/index.js';
import { defineRule, onFunction } from '../rules/index.js';
import type { FuncInfo } from '../semantic/index.js';
import { Dispatch } from './dispatch.js';
import { KeptReports } from './kept-reports.js';

const SOURCE = `package p

func first() { second() }

func second() {
	use(1)
}

func third() { use(3) }
`;

const PAIRS: readonly Pair[] = [];

type Check = (context: RuleContext, func: FuncInfo) => void;

afterEach(() => onBug(() => undefined));

function ruleOf(check: Check): Rule {
  return defineRule({
    code: 'GL0000',
    id: 'all',
    title: 'all',
    family: 'goroutine',
    severity: 'warning',
    confidence: 'high',
    since: '0.1.0',
    kinds: { all: 'all' },
    docs: { why: '', fix: '', limits: '', references: [] },
    triggers: [onFunction(check)],
  });
}

/** An editor of one file, with a rule that reports every function at its body, and at `see` of it. */
class Typist {
  readonly asked: string[] = [];
  private readonly kept = new KeptReports();
  private readonly dispatch: Dispatch;

  constructor(check: Check = () => undefined) {
    const rule = ruleOf((context, func) => {
      this.asked.push(func.name);
      const at = context.model.spanOf(func.body);
      const fixes = [{ title: 'cut', kind: 'safe' as const, edits: [{ ...at, newText: '' }] }];
      context.report({ at, kind: 'all', message: func.name, related: [{ at, message: 'here' }], fixes });
      check(context, func);
    });
    this.dispatch = new Dispatch([rule]);
  }

  /** The text at each place that is reported. */
  async check(source: string): Promise<readonly string[]> {
    this.asked.length = 0;
    const model = await modelOf('p.go', source);
    const facts = new PackageFacts('p', 'p', [extractFacts(model)]);
    const reports = this.dispatch.run(model, facts, undefined, PAIRS, { kept: this.kept });
    return reports.map(({ report: { at, related = [], fixes = [] } }) => {
      const places = [at, ...related.map((place) => place.at), ...fixes.flatMap(({ edits }) => edits)];
      const texts = new Set(places.map(({ start, end }) => source.slice(start, end)));
      return [...texts].join(' and ');
    });
  }
}

describe('after typing in a body', () => {
  test('rules are asked about that function only, and what they said of the others has moved', async () => {
    const it = new Typist();
    await it.check(SOURCE);
    expect(it.asked).toEqual(['first', 'second', 'third']);
    const texts = await it.check(SOURCE.replace('use(1)', 'use(1)\n\tuse(2)'));
    expect(it.asked).toEqual(['second']);
    expect(texts).toEqual(['{ second() }', '{\n\tuse(1)\n\tuse(2)\n}', '{ use(3) }']);
  });

  test('they are asked about functions, too, whose check looked into it', async () => {
    const it = new Typist(({ model }, { name }) => {
      const second = model.bindings.functions.find((func) => func.name === 'second');
      if (name === 'first' && second !== undefined) model.looks.into(second.body);
    });
    await it.check(SOURCE);
    await it.check(SOURCE.replace('use(1)', 'use(12)'));
    expect(it.asked).toEqual(['first', 'second']);
    await it.check(SOURCE.replace('use(1)', 'use(12)').replace('use(3)', 'use(34)'));
    expect(it.asked).toEqual(['third']);
  });

  test('they are asked about functions whose check may have looked at all of the file', async () => {
    const it = new Typist(({ model }, { name }) => {
      if (name === 'third') model.looks.everywhere();
    });
    await it.check(SOURCE);
    await it.check(SOURCE.replace('use(1)', 'use(12)'));
    expect(it.asked).toEqual(['second', 'third']);
  });

  test('they are asked about functions with reports that point into it', async () => {
    const it = new Typist((context, { name }) => {
      const start = context.model.text.indexOf('use(1');
      if (name === 'third') context.report({ at: { start, end: start + 3 }, kind: 'all', message: 'there' });
    });
    await it.check(SOURCE);
    const texts = await it.check(SOURCE.replace('\tuse(1)', '\t\tuse(1)'));
    expect(it.asked).toEqual(['second', 'third']);
    expect(texts.at(-1)).toBe('use');
  });

  test('they are asked about functions with messages that may tell lines, if lines have moved', async () => {
    const it = new Typist((context, { name }) => {
      if (name === 'third') context.report({ at: { start: 0, end: 7 }, kind: 'all', message: 'as in line 9' });
    });
    await it.check(SOURCE);
    await it.check(SOURCE.replace('use(1)', 'use(12)'));
    expect(it.asked).toEqual(['second']);
    await it.check(SOURCE.replace('use(1)', 'use(12)\n'));
    expect(it.asked).toEqual(['second', 'third']);
  });
});

test('after any other change rules are asked about the whole file', async () => {
  const it = new Typist();
  await it.check(SOURCE);
  await it.check(SOURCE.replace('third', 'fourth'));
  expect(it.asked).toEqual(['first', 'second', 'fourth']);
});

test('nothing is kept of a check in which a rule failed', async () => {
  onBug(() => undefined);
  const it = new Typist(({ model }, { name }) => {
    if (name === 'second' && model.text.includes('boom')) throw new Error('boom');
  });
  await it.check(SOURCE);
  expect(await it.check(SOURCE.replace('use(1)', 'boom()'))).toEqual([]);
  expect(it.asked).toEqual(['second']);
  expect((await it.check(SOURCE)).length).toBe(3);
  expect(it.asked).toEqual(['first', 'second', 'third']);
});
