/** Functions and methods that always panic, so that deferred calls run. From the documentation of package log. */
export const panics: ReadonlySet<string> = new Set([
  'log.Panic',
  'log.Panicf',
  'log.Panicln',
  '(*log.Logger).Panic',
  '(*log.Logger).Panicf',
  '(*log.Logger).Panicln',
]);

const TESTING = ['(*testing.T)', '(*testing.B)', '(*testing.F)', '(testing.TB)'];

const REQUIRE = 'github.com/stretchr/testify/require';

/**
 * Functions and methods that end the goroutine after its deferred calls. From the documentation of runtime.Goexit, of
 * the methods of package testing, which say that they call it, and of testify's require, which calls those.
 */
export const endsAsGoexit: ReadonlySet<string> = new Set([
  'runtime.Goexit',
  ...TESTING.flatMap((type) =>
    ['FailNow', 'Fatal', 'Fatalf', 'Skip', 'SkipNow', 'Skipf'].map((name) => `${type}.${name}`),
  ),
  ...['Fail', 'Failf', 'FailNow', 'FailNowf'].map((name) => `${REQUIRE}.${name}`),
]);

/** Functions and methods that end the process at once: no deferred call runs. From the documentation of os.Exit and log. */
export const endsProcess: ReadonlySet<string> = new Set([
  'log.Fatal',
  'log.Fatalf',
  'log.Fatalln',
  '(*log.Logger).Fatal',
  '(*log.Logger).Fatalf',
  '(*log.Logger).Fatalln',
  'os.Exit',
  'syscall.Exit',
]);

/** Functions and methods behind which the goroutine does not go on: it ends, or the process does. */
export const endsGoroutine: ReadonlySet<string> = new Set([...endsAsGoexit, ...endsProcess]);
