import { execFileSync } from 'node:child_process';
import { chmodSync, lstatSync, readFileSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { openOutputFile } from './output-file.js';

describe('openOutputFile', () => {
  it('keeps the old content until the new one is whole', async () => {
    const folder = temporaryFolder({ 'report.json': 'old' });
    const path = join(folder, 'report.json');
    chmodSync(path, 0o640);
    const file = await openOutputFile(path);
    expect(readFileSync(path, 'utf8')).toBe('old');
    await file.write('new');
    await file.discard();
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(statSync(path).mode & 0o777).toBe(0o640);
    expect(readdirSync(folder)).toEqual(['report.json']);
  });

  it('leaves nothing behind where it is given up', async () => {
    const folder = temporaryFolder({ 'old.json': 'old' });
    await (await openOutputFile(join(folder, 'old.json'))).discard();
    await (await openOutputFile(join(folder, 'new.json'))).discard();
    expect(readdirSync(folder)).toEqual(['old.json']);
    expect(readFileSync(join(folder, 'old.json'), 'utf8')).toBe('old');
  });

  it('writes through a symbolic link', async () => {
    const folder = temporaryFolder({ 'real/report.json': 'old' });
    const link = join(folder, 'link.json');
    symlinkSync(join(folder, 'real/report.json'), link);
    await (await openOutputFile(link)).write('new');
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, 'real/report.json'), 'utf8')).toBe('new');
  });

  it('does not replace what is no regular file', async () => {
    const folder = temporaryFolder();
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const file = await openOutputFile(pipe);
    const [content] = await Promise.all([readFile(pipe, 'utf8'), file.write('report')]);
    expect(content).toBe('report');
    expect(statSync(pipe).isFIFO()).toBe(true);
    expect(readdirSync(folder)).toEqual(['pipe']);
  });

  it('says at once what cannot be written', async () => {
    const folder = temporaryFolder({ 'sub/a.txt': '' });
    const messageOf = async (path: string): Promise<string> => {
      const error: unknown = await openOutputFile(join(folder, path)).catch((reason: unknown) => reason);
      return error instanceof Error ? error.message.replace(folder, '') : 'no error';
    };
    expect(await messageOf('sub')).toBe('cannot write /sub: is a folder');
    expect(await messageOf('no/such/report.json')).toBe('cannot write /no/such/report.json: no such file or directory');
    expect(await messageOf('sub/a.txt/report.json')).toBe('cannot write /sub/a.txt/report.json: not a folder');
    writeFileSync(join(folder, 'left.txt'), '');
    expect(readdirSync(folder).sort()).toEqual(['left.txt', 'sub']);
  });
});
