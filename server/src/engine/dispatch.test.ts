import { afterEach, expect, test } from 'vitest';
import { parse } from '../../test/harness/engine.js';
import { onBug, workspacePath } from '../base/index.js';
import { PackageFacts, extractFacts } from '../facts/index.js';
import type { Rule, Trigger } from '../rules/index.js';
import { defineRule, onCall, onLoop } from '../rules/index.js';
import { FileModel } from '../semantic/index.js';
import { Dispatch } from './dispatch.js';

const SOURCE = `package p

import "time"

func loops() {
	for {
		for range 3 {
			time.Sleep(1)
		}
	}
}

func broken() {
	for {
		x := (
	}
}
`;

afterEach(() => onBug(() => undefined));

function ruleWith(id: string, trigger: Trigger): Rule {
  return defineRule({
    code: 'GL0000',
    id,
    title: id,
    family: 'goroutine',
    severity: 'warning',
    confidence: 'high',
    since: '0.1.0',
    kinds: { all: 'all' },
    docs: { why: '', fix: '', limits: '', references: [] },
    triggers: [trigger],
  });
}

/** A rule that reports every loop by the line that it begins on. */
function loopRule(id: string): Rule {
  return ruleWith(
    id,
    onLoop((context, loop) => {
      const { model } = context;
      const line = model.text.slice(0, model.spanOf(loop).start).split('\n').length;
      context.report({ at: model.spanOf(loop), kind: 'all', message: `loop in line ${line}` });
    }),
  );
}

async function run(source: string, rules: readonly Rule[]): Promise<readonly string[]> {
  const { path, text, ast } = await parse({ path: workspacePath('p.go'), source });
  const model = new FileModel(path, text.text, ast);
  const facts = new PackageFacts('p', 'p', [extractFacts(model)]);
  return new Dispatch(rules)
    .run(model, facts, undefined, [])
    .map(({ rule, report }) => `${rule.id}: ${report.message}`);
}

test('every loop of every function without a syntax error is handed to the rule, outer ones first', async () => {
  expect(await run(SOURCE, [loopRule('a')])).toEqual(['a: loop in line 6', 'a: loop in line 7']);
});

test('a file without loops has nothing to hand over', async () => {
  expect(await run('package p\n\nfunc f() {\n\tfoo()\n}\n', [loopRule('a')])).toEqual([]);
});

test('a rule that fails loses its reports, is told once, and costs the others nothing', async () => {
  const bugs: string[] = [];
  onBug((message) => void bugs.push(message));
  const failing = ruleWith(
    'failing',
    onLoop((context, loop) => {
      context.report({ at: context.model.spanOf(loop), kind: 'all', message: 'before' });
      throw new Error('boom');
    }),
  );
  const calls = ruleWith(
    'calls',
    onCall(['time.Sleep'], (context, call) => {
      const { model } = context;
      context.report({ at: model.spanOf(call.node), kind: 'all', message: model.textOf(call.callee) });
    }),
  );
  expect(await run(SOURCE, [failing, calls, loopRule('a')])).toEqual([
    'calls: time.Sleep',
    'a: loop in line 6',
    'a: loop in line 7',
  ]);
  expect(bugs).toEqual(['rule failing failed on p.go: Error: boom']);
});
