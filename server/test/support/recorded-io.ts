/** A stream that keeps what is written. */
export interface RecordedStream {
  readonly text: string;
  write(text: string): boolean;
}

/** Output and error stream of a tool under test. */
export function recordedIo(): { readonly stdout: RecordedStream; readonly stderr: RecordedStream } {
  return { stdout: recordedStream(), stderr: recordedStream() };
}

function recordedStream(): RecordedStream {
  const written: string[] = [];
  return {
    get text() {
      return written.join('');
    },
    write: (text) => written.push(text) > 0,
  };
}
