/** Functions of the standard library that always panic, so that deferred calls run (their documentation says so). */
export const panics: ReadonlySet<string> = new Set(['log.Panic', 'log.Panicf', 'log.Panicln']);

/** Functions of the standard library behind which the goroutine does not go on: it ends, or the process does. */
export const endsGoroutine: ReadonlySet<string> = new Set([
  'log.Fatal',
  'log.Fatalf',
  'log.Fatalln',
  'os.Exit',
  'runtime.Goexit',
  'syscall.Exit',
]);
