/** The rules that answer for a class of leaks; a report of any of them counts. Codes of rules to come are allowed. */
const CODES: Readonly<Record<string, readonly string[]>> = {
  'blocked-send': ['GL1001'],
  'unclosed-range': ['GL1002'],
  'blocked-receive': ['GL1003'],
  'no-exit-goroutine': ['GL1004'],
  waitgroup: ['GL1003', 'GL1007', 'GL1008'],
  loopvar: ['GL1010'],
  'slice-retention': ['GL2001', 'GL2002'],
  'map-growth': ['GL2003'],
  'lost-cancel': ['GL3001'],
  'timer-ticker': ['GL3002', 'GL3003'],
  'http-body': ['GL3004'],
  sql: ['GL3000', 'GL3005'],
  'unclosed-resource': ['GL3000', 'GL3006', 'GL3007', 'GL3014', 'GL3015'],
  exec: ['GL3008'],
  cgo: ['GL3010'],
  'defer-in-loop': ['GL3012'],
  unsubscribe: ['GL3000', 'GL3014'],
  'finalizer-cycle': ['GL4001', 'GL4002'],
  'pool-reset': ['GL4010', 'GL4011'],
  'pool-retention': ['GL4012'],
  'lock-not-released': ['GL6001'],
  trace: ['GL5001'],
  other: [],
};

/** The classes that a list of fixes may name. */
export const classNames: readonly string[] = Object.keys(CODES);

/** The codes of the class that have a rule among `known`; none where the class waits for one. */
export function codesOf(leakClass: string, known: ReadonlySet<string>): readonly string[] {
  return (CODES[leakClass] ?? []).filter((code) => known.has(code));
}

/** The codes that a class would be reported by once their rules exist. */
export function plannedCodesOf(leakClass: string): readonly string[] {
  return CODES[leakClass] ?? [];
}
