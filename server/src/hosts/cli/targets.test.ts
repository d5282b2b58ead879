import { describe, expect, it } from 'vitest';
import { memoryFiles } from '../../../test/support/memory-files.js';
import { resolveTargets } from './targets.js';

const files = memoryFiles(
  {
    '/home/node/go.mod': '',
    '/home/node/p2p/peer.go': '',
    '/home/node/consensus/state.go': '',
    '/home/node/README.md': '',
    '/home/node/link': { type: 'symlink' },
    '/home/node/link.go': { type: 'symlink' },
    '/home/node/dangling': { type: 'symlink' },
    '/home/node/pipe.go': { type: 'other' },
    '/home/node/x.go/y.go': '',
    '/home/other/a.go': '',
    '/top.go': '',
  },
  { '/home/node/link': '/home/other', '/home/node/link.go': '/home/other/a.go', '/home/node/dangling': '/nowhere' },
);

async function targetsOf(paths: readonly string[], workingDirectory = '/home/node'): Promise<string> {
  const { root, targets } = await resolveTargets(paths, workingDirectory, files);
  return `${root}: ${targets.map(({ path, kind }) => `${kind} ${path || '.'}`).join(', ')}`;
}

describe('resolveTargets', () => {
  it.each([
    [['.'], '/home/node: folder .'],
    [['./...'], '/home/node: folder .'],
    [['...'], '/home/node: folder .'],
    [['p2p/...', 'consensus/'], '/home/node: folder p2p, folder consensus'],
    [['p2p/peer.go'], '/home/node: file p2p/peer.go'],
    [['/home/node/p2p'], '/home/node: folder p2p'],
    [['x.go'], '/home/node: folder x.go'],
    [['x.go/y.go'], '/home/node: file x.go/y.go'],
    [['link'], '/home/node: folder link'],
    [['link.go'], '/home/node: file link.go'],
  ])('keeps the working directory as root for %j', async (paths, expected) => {
    expect(await targetsOf(paths)).toBe(expected);
  });

  it.each([
    [['..'], '/home: folder .'],
    [['../other'], '/home/other: folder .'],
    [['../other/a.go'], '/home/other: file a.go'],
    [['.', '../other'], '/home: folder node, folder other'],
    [['p2p/peer.go', '/top.go'], '/: file home/node/p2p/peer.go, file top.go'],
  ])('takes the deepest common folder for %j', async (paths, expected) => {
    expect(await targetsOf(paths)).toBe(expected);
  });

  it.each([
    ['nope', 'cannot read nope: no such file or directory'],
    ['p2p/nope/...', 'cannot read p2p/nope/...: no such file or directory'],
    ['README.md', 'not a Go file: README.md; name a folder, or a file whose name ends in .go'],
    ['p2p/peer.go/...', 'not a folder: p2p/peer.go; only folders take /...'],
    ['dangling', 'cannot read dangling: no such file or directory'],
    ['pipe.go', 'cannot read pipe.go: not a regular file'],
    ['', 'a path is empty; name a folder or a Go file, or . for this folder'],
  ])('says what is wrong with %j', async (path, message) => {
    await expect(targetsOf(['.', path])).rejects.toThrow(message);
  });
});
