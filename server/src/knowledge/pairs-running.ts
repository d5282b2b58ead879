import type { Pair } from './pairs.js';

const RECEIVER = { of: 'receiver' } as const;

/** Goroutines and processes that somebody has to wait for. */
export const runningPairs: readonly Pair[] = [
  // os/exec: "After a successful call to Start the Wait method must be called in order to release associated system
  // resources"
  {
    rule: 'GL3008',
    noun: 'process',
    acquire: ['(os/exec.Cmd).Start'],
    resource: RECEIVER,
    error: 'last',
    release: ['Wait', 'Process.Release'],
    noFix: 'whether the process ends by itself is not known',
  },
  {
    rule: 'GL3008',
    noun: 'process',
    acquire: ['os.StartProcess'],
    resource: { of: 'result', index: 0 },
    error: 'last',
    release: ['Wait', 'Release'],
    noFix: 'whether the process ends by itself is not known',
  },
  // errgroup: "Wait blocks until all function calls from the Go method have returned"
  {
    rule: 'GL1008',
    noun: 'group',
    acquire: ['(golang.org/x/sync/errgroup.Group).Go', '(golang.org/x/sync/errgroup.Group).TryGo'],
    resource: RECEIVER,
    error: 'none',
    release: ['Wait'],
    again: 'same',
    noFix: 'the error of Wait has to be handled',
  },
  {
    rule: 'GL1008',
    noun: 'group',
    acquire: ['(github.com/sourcegraph/conc.WaitGroup).Go', '(github.com/sourcegraph/conc/pool.*).Go'],
    resource: RECEIVER,
    error: 'none',
    release: ['Wait', 'WaitAndRecover'],
    again: 'same',
    noFix: 'the error of Wait has to be handled',
  },
];
