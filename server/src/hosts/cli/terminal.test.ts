import { describe, expect, it } from 'vitest';
import { wantsColour } from './colour.js';
import { progressLine } from './progress.js';

describe('wantsColour', () => {
  const terminal = { isTerminal: true };
  const pipe = { isTerminal: false };

  it('follows the terminal', () => {
    expect(wantsColour('auto', {}, terminal)).toBe(true);
    expect(wantsColour('auto', {}, pipe)).toBe(false);
    expect(wantsColour('auto', { TERM: 'dumb' }, terminal)).toBe(false);
  });

  it('follows the environment before the terminal', () => {
    expect(wantsColour('auto', { NO_COLOR: '1' }, terminal)).toBe(false);
    expect(wantsColour('auto', { NO_COLOR: '' }, terminal)).toBe(true);
    expect(wantsColour('auto', { FORCE_COLOR: '1' }, pipe)).toBe(true);
    expect(wantsColour('auto', { FORCE_COLOR: '0' }, terminal)).toBe(false);
    expect(wantsColour('auto', { NO_COLOR: '1', FORCE_COLOR: '1' }, terminal)).toBe(false);
  });

  it('follows the option before all', () => {
    expect(wantsColour('never', { FORCE_COLOR: '1' }, terminal)).toBe(false);
  });
});

describe('progressLine', () => {
  function recorder({ isTerminal }: { isTerminal: boolean }) {
    const written: string[] = [];
    const write = async (text: string): Promise<void> => void written.push(text);
    return { written, output: { isTerminal, write } };
  }

  it('writes over its line at most ten times a second, and takes it away', async () => {
    const { written, output } = recorder({ isTerminal: true });
    let nowMs = 0;
    const line = progressLine(output, () => nowMs);
    line.show({ filesDone: 0, filesTotal: 9 });
    line.show({ filesDone: 1, filesTotal: 9 });
    nowMs = 100;
    line.show({ filesDone: 2, filesTotal: 9 });
    await line.end();
    await line.end();
    expect(written).toEqual([
      '\r\u001b[Kanalysing 0 of 9 Go files',
      '\r\u001b[Kanalysing 2 of 9 Go files',
      '\r\u001b[K',
    ]);
  });

  it('is silent where nobody watches', async () => {
    const { written, output } = recorder({ isTerminal: false });
    const line = progressLine(output, () => 0);
    line.show({ filesDone: 0, filesTotal: 9 });
    await line.end();
    expect(written).toEqual([]);
  });
});
