/**
 * Functions and methods whose result shares no memory with what they are given: the receiver of a method, the
 * arguments of a function. Of slices and maps the elements themselves are copied as by assignment. From their
 * documentation ("returns a copy", "returns a new string").
 */
export const copies: ReadonlySet<string> = new Set([
  '(*bufio.Reader).ReadBytes',
  '(*bufio.Reader).ReadString',
  '(*bufio.Scanner).Text',
  '(*bytes.Buffer).ReadBytes',
  '(*bytes.Buffer).ReadString',
  '(*bytes.Buffer).String',
  'bytes.Clone',
  'bytes.Join',
  'bytes.Repeat',
  'encoding/hex.EncodeToString',
  'fmt.Sprint',
  'fmt.Sprintf',
  'fmt.Sprintln',
  'maps.Clone',
  'slices.Clone',
  'slices.Concat',
  'strings.Clone',
]);

const PARTS = [
  'Cut',
  'CutPrefix',
  'CutSuffix',
  'Fields',
  'FieldsFunc',
  'Split',
  'SplitAfter',
  'SplitAfterN',
  'SplitN',
  'Trim',
  'TrimFunc',
  'TrimLeft',
  'TrimLeftFunc',
  'TrimPrefix',
  'TrimRight',
  'TrimRightFunc',
  'TrimSpace',
  'TrimSuffix',
];

/**
 * Functions and methods whose result lies in memory of the receiver, or of the first argument. From their
 * documentation ("subslices of s", "valid only until the next buffer modification").
 */
export const aliases: ReadonlySet<string> = new Set([
  '(*bufio.Reader).Peek',
  '(*bufio.Reader).ReadLine',
  '(*bufio.Reader).ReadSlice',
  '(*bufio.Scanner).Bytes',
  '(*bufio.Writer).AvailableBuffer',
  '(*bytes.Buffer).AvailableBuffer',
  '(*bytes.Buffer).Bytes',
  '(*bytes.Buffer).Next',
  '(*bytes.Buffer).Peek',
  ...PARTS.flatMap((name) => [`bytes.${name}`, `strings.${name}`]),
  'unsafe.Slice',
  'unsafe.SliceData',
  'unsafe.String',
  'unsafe.StringData',
]);

/**
 * What a method that makes a value ready for reuse does with its content. `empties`: the memory is kept. `drops`: the
 * memory is let go. `replaces`: reads or writes what it is given from now on, and keeps that. `restarts`: a timer.
 */
export type ResetEffect = 'empties' | 'drops' | 'replaces' | 'restarts';

/** Methods that make a value ready for reuse. From their documentation and, for memory, the sources of Go 1.26. */
export const resetMethods: ReadonlyMap<string, ResetEffect> = new Map<string, ResetEffect>([
  ['(*bufio.Reader).Reset', 'replaces'],
  ['(*bufio.Writer).Reset', 'replaces'],
  ['(*bytes.Buffer).Reset', 'empties'],
  ['(*bytes.Buffer).Truncate', 'empties'],
  ['(*bytes.Reader).Reset', 'replaces'],
  ['(*compress/flate.Writer).Reset', 'replaces'],
  ['(*compress/gzip.Reader).Reset', 'replaces'],
  ['(*compress/gzip.Writer).Reset', 'replaces'],
  ['(*compress/lzw.Reader).Reset', 'replaces'],
  ['(*compress/lzw.Writer).Reset', 'replaces'],
  ['(*compress/zlib.Writer).Reset', 'replaces'],
  ['(*hash/maphash.Hash).Reset', 'empties'],
  ['(*math/big.Int).SetInt64', 'empties'],
  ['(*math/big.Int).SetUint64', 'empties'],
  ['(*strings.Builder).Reset', 'drops'],
  ['(*strings.Reader).Reset', 'replaces'],
  ['(*time.Ticker).Reset', 'restarts'],
  ['(*time.Timer).Reset', 'restarts'],
  ['(compress/flate.Resetter).Reset', 'replaces'],
  ['(compress/zlib.Resetter).Reset', 'replaces'],
  ['(hash.Hash).Reset', 'empties'],
  ['(hash.Hash32).Reset', 'empties'],
  ['(hash.Hash64).Reset', 'empties'],
]);
