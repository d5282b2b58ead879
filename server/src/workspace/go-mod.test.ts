import { describe, expect, it } from 'vitest';
import { readGoMod } from './go-mod.js';
import { readGoWork } from './go-work.js';

describe('readGoMod', () => {
  it('reads module and go line', () => {
    expect(readGoMod('module example.com/node\n\ngo 1.24.1\n\ntoolchain go1.26.0\n')).toEqual({
      module: 'example.com/node',
      go: '1.24.1',
    });
  });

  it.each([
    ['comments', '// go 1.5\nmodule example.com/m // module x\ngo 1.22 // go 1.9\n'],
    ['CRLF and a byte-order mark', '\uFEFFmodule example.com/m\r\n\r\ngo 1.22\r\n'],
    ['quotes', 'module "example.com/m"\ngo "1.22"\n'],
    ['raw quotes', 'module `example.com/m`\ngo 1.22\n'],
    ['a block', 'module (\n\texample.com/m\n)\nrequire (\n\texample.com/go v1.0.0 // indirect\n)\ngo 1.22\n'],
    ['no spaces around comments and blocks', 'module example.com/m//x\nrequire(\ngo v1.2.3\n)\ngo 1.22//y\n'],
    ['tabs and indentation', '\tmodule\texample.com/m\n  go   1.22\n'],
    ['no line end', 'go 1.22\nmodule example.com/m'],
    ['a module named like a directive', 'module example.com/m\nrequire go v1.3.0\ngo 1.22\n'],
  ])('with %s', (_, text) => {
    expect(readGoMod(text)).toEqual({ module: 'example.com/m', go: '1.22' });
  });

  it.each([
    ['nothing', ''],
    ['binary rubbish', '\u0000\u0001"`((()\n"\n`\n'],
    ['words without values', 'module\ngo\n'],
    ['an unclosed block', 'require (\ngo 1.22\nmodule x\n'],
  ])('makes nothing of %s', (_, text) => {
    expect(readGoMod(text)).toEqual({ module: undefined, go: undefined });
  });

  it('reads what godebug lines set', () => {
    const text = 'go 1.24\n\ngodebug default=go1.22\n\ngodebug (\n\tasynctimerchan=1 // as before\n)\n';
    expect(readGoMod(text).godebug).toEqual(['default=go1.22', 'asynctimerchan=1']);
  });

  it('passes over a go line that is no version', () => {
    expect(readGoMod('go banana\ngo 1.21rc2\n').go).toBe('1.21rc2');
  });
});

describe('readGoWork', () => {
  it('reads blocks and single lines', () => {
    expect(readGoWork('go 1.26\n\nuse (\n\t. // root\n\t./api\n\t"./client v2"\n)\nuse ../tools\n')).toEqual({
      use: ['.', './api', './client v2', '../tools'],
      go: '1.26',
    });
  });

  it('reads an empty file', () => {
    expect(readGoWork('')).toEqual({ use: [], go: undefined });
  });
});
