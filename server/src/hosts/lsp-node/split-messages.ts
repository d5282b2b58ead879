import { Transform } from 'node:stream';

const SEPARATOR = Buffer.from('\r\n\r\n');

/**
 * Hands bytes on as they come, but for a cut behind every empty line. The library's reader leaves what it has read
 * behind a header that it does not understand until more comes: with the message behind it in the same piece, that
 * message would stay unanswered, and with it a client that waits for the answer.
 */
export function splitMessages(): Transform {
  let before: Buffer = Buffer.alloc(0);
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const all = Buffer.concat([before, chunk]);
      let start = 0;
      for (let at = all.indexOf(SEPARATOR); at >= 0; at = all.indexOf(SEPARATOR, at + SEPARATOR.length)) {
        const end = at + SEPARATOR.length - before.length;
        this.push(chunk.subarray(start, end));
        start = end;
      }
      if (start < chunk.length) this.push(chunk.subarray(start));
      // The beginning of an empty line whose end is in the next piece.
      before = all.subarray(Math.max(0, all.length - SEPARATOR.length + 1));
      done();
    },
  });
}
