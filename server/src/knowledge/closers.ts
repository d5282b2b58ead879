/**
 * Functions and methods that take over an argument: they close it, or what they return closes it when it is closed
 * itself or used up. The value is the position of the argument, from 0, without the receiver. From their
 * documentation ("closes l", "it is closed after the request", "using conn as the underlying transport").
 *
 * Not among them, because they leave the argument open: compress/gzip.NewReader and NewWriter, the same of
 * compress/zlib, and all of bufio.
 */
export const closesArgument: ReadonlyMap<string, number> = new Map([
  ['(*google.golang.org/grpc.Server).Serve', 0],
  ['(*net/http.Client).Post', 2],
  ['(*net/http.Server).Serve', 0],
  ['(*net/http.Server).ServeTLS', 0],
  ['crypto/tls.Client', 0],
  ['crypto/tls.NewListener', 0],
  ['crypto/tls.Server', 0],
  ['net/http.NewRequest', 2],
  ['net/http.NewRequestWithContext', 3],
  ['net/http.Post', 2],
  ['net/http.Serve', 0],
  ['net/http.ServeTLS', 0],
]);
