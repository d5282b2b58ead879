import { describe, expect, it } from 'vitest';
import { printSummaries } from '../src/facts/index.js';
import { factsOf } from './harness/package.js';

async function summariesOf(...sources: readonly string[]): Promise<string[]> {
  const facts = await factsOf(...sources);
  return printSummaries(facts.summaries).split('\n');
}

describe('effects on parameters', () => {
  it('are told with path, place, guard and how often', async () => {
    expect(
      await summariesOf(`
type box struct { out chan int; items []int; seen map[string]int }

func work(b *box, ch chan<- int, done <-chan struct{}, f func()) {
	defer close(ch)
	b.items = b.items[:0]
	b.items = append(b.items, 1)
	b.seen["x"] = 2
	for {
		select {
		case ch <- 1:
		case <-done:
			return
		}
	}
	go f()
	go func() { b.out <- 1 }()
}
`),
    ).toMatchInlineSnapshot(`
      [
        "func work: starts a goroutine, may block",
        "  b.items: write cut, on every path, here",
        "  b.items: write append, on every path, here",
        "  b.seen[]: write value, on every path, here",
        "  b.out: send, on some paths, goroutine",
        "  ch: close, on every path, deferred",
        "  ch: send, on some paths, here, in a loop guarded by select",
        "  done: receive, on some paths, here, in a loop guarded by select",
        "  f: call, on some paths, goroutine",
      ]
    `);
  });

  it('follow calls, aliases, literals and methods through files, also in circles', async () => {
    expect(
      await summariesOf(
        `
func first(ch chan int, n int) { if n > 0 { second(ch, n-1) }; c := ch; func() { c <- 1 }() }

func second(ch chan int, n int) { first(ch, n); for range ch { } }

type conn struct { ch chan int; next *conn }

func (c *conn) run() { produce(c.ch); c.next.run() }

func (c *conn) start() { go c.run() }
`,
        `
func produce(out chan<- int) { out <- 1; keep(out) }

var kept chan<- int

func keep(out chan<- int) { kept = out; other.Use(out) }
`,
      ),
    ).toMatchInlineSnapshot(`
      [
        "func first: may block",
        "  ch: range, on some paths, here, in a loop",
        "  ch: send, on every path, here",
        "func second: may block",
        "  ch: range, on every path, here, in a loop",
        "  ch: send, on every path, here",
        "func conn.run: may block",
        "  receiver.ch: send, on every path, here",
        "  receiver.ch: store, on every path, here",
        "  receiver.ch: unknown Use#0, on every path, here",
        "  receiver.next: method run, on every path, here",
        "  receiver.next.ch: send, on every path, here",
        "  receiver.next.ch: store, on every path, here",
        "  receiver.next.ch: unknown Use#0, on every path, here",
        "  receiver.next.next: method run, on every path, here",
        "  receiver.next.next.ch: send, on every path, here",
        "  receiver.next.next.ch: store, on every path, here",
        "  receiver.next.next.ch: unknown Use#0, on every path, here",
        "  receiver.next.next.next: method run, on every path, here",
        "  receiver.next.next.next.…: send, on every path, here",
        "  receiver.next.next.next.…: store, on every path, here",
        "  receiver.next.next.next.…: unknown Use#0, on every path, here",
        "  receiver.next.next.next.…: method run, on every path, here",
        "func conn.start: starts a goroutine",
        "  receiver: method run, on some paths, goroutine",
        "  receiver.ch: send, on some paths, goroutine",
        "  receiver.ch: store, on some paths, goroutine",
        "  receiver.ch: unknown Use#0, on some paths, goroutine",
        "  receiver.next: method run, on some paths, goroutine",
        "  receiver.next.ch: send, on some paths, goroutine",
        "  receiver.next.ch: store, on some paths, goroutine",
        "  receiver.next.ch: unknown Use#0, on some paths, goroutine",
        "  receiver.next.next: method run, on some paths, goroutine",
        "  receiver.next.next.ch: send, on some paths, goroutine",
        "  receiver.next.next.ch: store, on some paths, goroutine",
        "  receiver.next.next.ch: unknown Use#0, on some paths, goroutine",
        "  receiver.next.next.next: method run, on some paths, goroutine",
        "  receiver.next.next.next.…: send, on some paths, goroutine",
        "  receiver.next.next.next.…: store, on some paths, goroutine",
        "  receiver.next.next.next.…: unknown Use#0, on some paths, goroutine",
        "  receiver.next.next.next.…: method run, on some paths, goroutine",
        "func produce: may block",
        "  out: send, on every path, here",
        "  out: store, on every path, here",
        "  out: unknown Use#0, on every path, here",
        "func keep",
        "  out: store, on every path, here",
        "  out: unknown Use#0, on every path, here",
      ]
    `);
  });

  it('are on every path only where no path leaves them out', async () => {
    expect(
      await summariesOf(`
func a(ch chan int, ok bool) { if ok { close(ch) } else { close(ch) } }

func b(ch chan int, ok bool) { if ok { close(ch) } }

func c(ch chan int, ok bool) { if ok { return }; close(ch) }

func d(ch chan int, ok bool) { if ok { panic(1) }; close(ch) }

func e(ch chan int, ok bool) { defer func() { close(ch) }(); if ok { return } }

func f(ch chan int, ok bool) { a(ch, ok) }

func g(ch chan int, ok bool) { switch { case ok: a(ch, ok); default: a(ch, ok) } }
`),
    ).toMatchInlineSnapshot(`
      [
        "func a",
        "  ch: close, on every path, here",
        "func b",
        "  ch: close, on some paths, here",
        "func c",
        "  ch: close, on some paths, here",
        "func d",
        "  ch: close, on every path, here",
        "func e",
        "  ch: close, on every path, deferred",
        "func f",
        "  ch: close, on every path, here",
        "func g",
        "  ch: close, on every path, here",
      ]
    `);
  });
});

describe('whole functions', () => {
  it('never return, start goroutines, block, by themselves or through calls of the package', async () => {
    const lines = await summariesOf(
      `
import ("log"; "os"; "sync")

func fatal() { log.Fatal("x") }
func must(err error) { if err != nil { fatal() } }
func die() { fatal() }
func either(ok bool) { if ok { die() } else { os.Exit(1) } }
func saved() { defer func() { recover() }(); panic("x") }
func loop() { for { step() } }
func left() { for { break } }
func park() { select {} }
func step() { go park() }
func wait(wg *sync.WaitGroup) { wg.Wait() }
func waits(wg *sync.WaitGroup) { wait(wg) }
func recursive() { recursive() }
`,
    );
    expect(lines.filter((line) => line.startsWith('func'))).toMatchInlineSnapshot(`
      [
        "func fatal: never returns: ends-process",
        "func must",
        "func die: never returns: ends-process",
        "func either: never returns: ends-process",
        "func saved",
        "func loop: never returns: blocks",
        "func left",
        "func park: never returns: blocks, may block",
        "func step: starts a goroutine",
        "func wait: may block",
        "func waits: may block",
        "func recursive",
      ]
    `);
  });
});
