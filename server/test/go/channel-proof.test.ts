import { describe, expect, it } from 'vitest';
import { runChannelProof, whyNoLeakProfile } from './channel-proof.js';
import { channelRuns, provable } from './channel-source.js';
import { disagreements, leakingMarks } from './channel-verdict.js';
import type { ProofFile } from './proof.js';

const GO_TIMEOUT_MS = 300_000;

const prelude: ProofFile = {
  path: 'p/prelude.go',
  source: `package p

import "context"

func cond() bool                             { return false }
func work() int                              { return 1 }
func workErr() error                         { return nil }
func fetch(ctx context.Context) (int, error) { return 1, ctx.Err() }
func use(...any)                             {}
`,
};

const cases: ProofFile = {
  path: 'p/cases.go',
  source: `package p

import (
	"context"
	"os"
	"sync"
)

func earlyReturn() error {
	ch := make(chan int)
	go func() { ch <- work() }() // want \`seen on failure\`
	if err := workErr(); err != nil {
		return err
	}
	use(<-ch)
	return nil
}

func timeout(ctx context.Context) {
	ch := make(chan int)
	go func() { // want \`seen where the context ends first\`
		ch <- work()
	}()
	select {
	case <-ch:
	case <-ctx.Done():
	}
}

func waits(n int) {
	ch := make(chan int)
	var wg sync.WaitGroup
	for range n {
		wg.Go(func() { ch <- 1 }) // known-miss: one is received
	}
	use(<-ch)
	wg.Wait()
}

func wantedInVain() {
	ch := make(chan int, 1)
	go func() { ch <- work() }() // want \`no leak here\`
	if cond() {
		return
	}
	use(<-ch)
}

func leaksUnmarked() {
	ch := make(chan int)
	go func() {
		use(<-ch) // blocked
	}()
	if cond() {
		ch <- 1 // ok
	}
}

func okEnds() {
	ch := make(chan int)
	go func() { ch <- work() }() // ok
	if cond() {
		os.Exit(1)
	}
	if workErr() != nil {
		panic("stop")
	}
	use(<-ch)
}

type queue struct{ jobs chan int }

func newQueue() *queue { return &queue{jobs: make(chan int)} }

func (q *queue) okStopped() {
	go func() {
		for job := range q.jobs { // ok
			use(job)
		}
	}()
}

func (q *queue) Stop() { close(q.jobs) }

// okGeneric needs a type.
//
// run: ch := make(chan int); go func() { ch <- 1 }(); okGeneric(ctx, ch); <-ch
func okGeneric[T any](ctx context.Context, ch chan T) {
	use(ctx, ch) // ok
}

var global = make(chan int)

func heldByGlobal() {
	go func() { global <- 1 }() // want \`nobody receives, but somebody could\`
}
`,
};

describe('what the proof builds', () => {
  it('lets stubs try outcomes, and moves no line', () => {
    const text = provable(prelude);
    expect(text.trimEnd().split('\n').length).toBe(prelude.source.trimEnd().split('\n').length);
    expect(text).toContain('package p; import "example.com/rules/proof"');
    expect(text).toMatch(/^func cond\(\) bool +\{ return proof\.Bool\(\) \}$/m);
    expect(text).toMatch(/^func work\(\) int +\{ proof\.Take\(\); return 1 \}$/m);
    expect(text).toMatch(
      /^func fetch\(.*\{ if err := proof\.Take\(ctx\); err != nil \{ return \*new\(int\), err \}; if/m,
    );
    expect(text).toMatch(/^func use\(\.\.\.any\) +\{\}$/m);
  });

  it('makes a function of each run line, and finds the constructor', () => {
    const runs = channelRuns(cases, [cases, prelude]);
    expect(runs.find(({ name }) => name === '(*queue).okStopped')?.constructor).toBe('newQueue');
    expect(runs.find(({ name }) => name === 'okGeneric run 1')?.functionName).toBe('okGeneric');
    expect(runs.map(({ name }) => name)).not.toContain('(*queue).Stop');
    expect(provable(cases)).toMatch(/\nfunc proofRun_okGeneric_\d+_1\(ctx proof\.Context, t \*proof\.T\) \{ ch := /);
  });

  it('asks for a run line where it cannot make arguments', () => {
    const own = { path: 'p/p.go', source: 'package p\n\nfunc f[T any](x T) {\n\tuse(x) // ok\n}\n' };
    expect(() => channelRuns(own, [own])).toThrow("p/p.go: f is generic and needs a '// run:' line");
  });
});

describe.runIf(whyNoLeakProfile() === undefined)('the proof', () => {
  it(
    'names every line where the marks and the run time do not agree, and no other',
    async () => {
      const files = [prelude, cases];
      const outcomes = await runChannelProof(files, '1.26');
      const at = (text: string): string =>
        `p/cases.go:${cases.source.split('\n').findIndex((line) => line.includes(text)) + 1}`;
      const texts = disagreements(files, outcomes).map((text) =>
        text.replace(/ \((?:durable|leaked|bubble|profile).*/, ''),
      );
      expect([...new Set(texts)].sort()).toEqual([
        'p/cases.go leaksUnmarked leaves what is not marked: chan receive',
        `${at('no leak here')} is marked 'want', but nothing stays blocked there in any run`,
      ]);
      const ways = leakingMarks(files, outcomes);
      expect([...(ways.get(at('seen on failure')) ?? [])].sort()).toEqual(['bubble', 'profile']);
      expect([...(ways.get(at('nobody receives')) ?? [])]).toEqual(['held']);
    },
    GO_TIMEOUT_MS,
  );
});
