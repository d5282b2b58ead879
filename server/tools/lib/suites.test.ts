import { expect, test } from 'vitest';
import { countClosingLine, countExitCode, countUnitTests, runSuite, withCrash } from './suites.mjs';

function report(...files: readonly { readonly status: string; readonly tests: readonly string[] }[]): string {
  const testResults = files.map(({ status, tests }) => ({
    status,
    assertionResults: tests.map((test) => ({ status: test })),
  }));
  return JSON.stringify({ testResults });
}

test('counts tests, and a file that cannot be loaded as one that failed', () => {
  const counts = countUnitTests(
    report(
      { status: 'passed', tests: ['passed', 'passed', 'skipped'] },
      { status: 'failed', tests: ['passed', 'failed'] },
      { status: 'failed', tests: [] },
    ),
  );
  expect(counts).toEqual({ passed: 3, failed: 2, skipped: 1 });
});

test('believes the last closing line only', () => {
  const stdout = 'a: 9 passed, 9 failed\n1 passed, 1 failed\nnoise\n3 passed, 0 failed\nmore noise\n';
  expect(countClosingLine({ stdout })).toEqual({ passed: 3, failed: 0, skipped: 0 });
  expect(countClosingLine({ stdout: 'it crashed' })).toBeUndefined();
});

test('an exit code without failed tests, and no tests at all, are failures', () => {
  expect(withCrash({ passed: 3, failed: 0, skipped: 0 }, 0).failed).toBe(0);
  expect(withCrash({ passed: 3, failed: 0, skipped: 0 }, 1).failed).toBe(1);
  expect(withCrash({ passed: 3, failed: 2, skipped: 0 }, 1).failed).toBe(2);
  expect(withCrash({ passed: 0, failed: 0, skipped: 5 }, 0).failed).toBe(1);
});

test('a suite that hangs is stopped and counts as one failure', async () => {
  const args = ['-e', 'console.log("4 passed, 0 failed"); setInterval(() => {}, 1000)'];
  const result = await runSuite({ name: 'hangs', args, timeoutMs: 1000, count: countClosingLine });
  expect(result).toMatchObject({ passed: 4, failed: 1 });
});

test('a suite that breaks without a word counts as one failure', async () => {
  const result = await runSuite({ name: 'breaks', args: ['-e', 'throw 1'], timeoutMs: 20_000, count: countExitCode });
  expect(result).toMatchObject({ passed: 0, failed: 1 });
});
