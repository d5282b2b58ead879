/**
 * Packages of the standard library, and others that many use, whose functions use what they are given and do not keep
 * it beyond the value that they return, nor release it. Wrapping readers and writers are among them: closing a
 * compress/gzip.Reader leaves the file open. From their documentation.
 */
const BORROWING_PACKAGES: ReadonlySet<string> = new Set([
  'archive/tar',
  'archive/zip',
  'bufio',
  'bytes',
  'compress/bzip2',
  'compress/flate',
  'compress/gzip',
  'compress/lzw',
  'compress/zlib',
  'encoding/base64',
  'encoding/binary',
  'encoding/csv',
  'encoding/gob',
  'encoding/hex',
  'encoding/json',
  'encoding/pem',
  'encoding/xml',
  'errors',
  'fmt',
  'html/template',
  'image',
  'image/gif',
  'image/jpeg',
  'image/png',
  'io',
  'io/ioutil',
  'log',
  'log/slog',
  'mime/multipart',
  'net/http/httputil',
  'reflect',
  'strings',
  'text/template',
  'github.com/stretchr/testify/assert',
  'github.com/stretchr/testify/require',
]);

/** Single functions and methods of the same kind, from packages where others keep their arguments. */
const BORROWERS: ReadonlySet<string> = new Set([
  'net/http.ReadRequest',
  'net/http.ReadResponse',
  'net/textproto.NewReader',
  'os.SameFile',
  'runtime.KeepAlive',
  'runtime/pprof.StartCPUProfile',
  'runtime/pprof.WriteHeapProfile',
  'runtime/trace.Start',
]);

/** True if the function or method, in Go's notation, only uses its arguments. */
export function borrowsArguments(callee: string): boolean {
  if (BORROWERS.has(callee)) return true;
  const isMethod = callee.startsWith('(');
  const inside = isMethod ? callee.slice(callee[1] === '*' ? 2 : 1, callee.indexOf(')')) : callee;
  const dot = inside.indexOf('.', inside.lastIndexOf('/') + 1);
  return dot > 0 && BORROWING_PACKAGES.has(inside.slice(0, dot));
}
