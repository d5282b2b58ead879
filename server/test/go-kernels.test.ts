import { describe, expect, it } from 'vitest';
import type { Finding } from '../src/engine/index.js';
import type { LeakKernel } from './go/channel-kernels.js';
import { isChannelLeak, readLeakKernels } from './go/channel-kernels.js';
import { goRoot } from './go/toolchain.js';
import { lint } from './harness/engine.js';

/** How many of the kernels that leak at channels must be found. */
const LEAST_FOUND = 18;
const CODES = ['GL1001', 'GL1002', 'GL1003'];

const found = readLeakKernels(goRoot() ?? '');

describe.runIf(found !== undefined)("the kernels of Go's own leak tests", () => {
  const { kernels, packages } = found ?? { kernels: [], packages: [] };
  const leaking = kernels.filter(({ leaks }) => leaks.some(isChannelLeak));

  it('are read', () => {
    expect(leaking.length).toBeGreaterThan(40);
    expect(leaking.find(({ name }) => name === 'DoubleSend')?.leaks).toEqual([
      { function: 'DoubleSend.func3', state: 'chan send' },
    ]);
  });

  it('are found, as many as are known to be', async () => {
    const reports = await Promise.all(packages.map(lint));
    const findings = reports.flatMap((report) => report.findings).filter(({ code }) => CODES.includes(code));
    const missed = leaking.filter((kernel) => !findings.some((finding) => isAbout(finding, kernel)));
    process.stdout.write(
      `kernels of Go's own leak tests: ${leaking.length - missed.length} of ${leaking.length} found; ` +
        `not found: ${missed.map(({ name }) => name).join(' ')}\n`,
    );
    expect(leaking.length - missed.length).toBeGreaterThanOrEqual(LEAST_FOUND);
  });
});

/** Each file of `goker` is one kernel; the others hold several, told apart by their functions. */
function isAbout(finding: Finding, kernel: LeakKernel): boolean {
  if (finding.path !== kernel.path) return false;
  if (finding.path.startsWith('goker/')) return true;
  const functions = [kernel.name, ...kernel.leaks.map((leak) => leak.function)].map(outermost);
  return functions.includes(outermost(finding.function));
}

/** `(*T).f` for `(*T).f.func1.2`. */
function outermost(name: string): string {
  return name.replace(/(?:\.func\d+(?:\.\d+)*)+$/, '');
}
