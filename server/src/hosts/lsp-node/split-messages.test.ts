import { expect, test } from 'vitest';
import { splitMessages } from './split-messages.js';

/** The pieces that come out, as text. */
async function split(...pieces: readonly string[]): Promise<readonly string[]> {
  const stream = splitMessages();
  const found: string[] = [];
  stream.on('data', (data: Buffer) => found.push(data.toString('utf8')));
  for (const piece of pieces) stream.write(piece);
  stream.end();
  await new Promise((resolve) => stream.once('end', resolve));
  return found;
}

test.each([
  ['one message', ['Content-Length: 2\r\n\r\n{}'], ['Content-Length: 2\r\n\r\n', '{}']],
  ['a header behind a body', ['a\r\n\r\n{}b\r\n\r\n{}'], ['a\r\n\r\n', '{}b\r\n\r\n', '{}']],
  ['an empty line in two pieces', ['a\r\n', '\r\n{}'], ['a\r\n', '\r\n', '{}']],
  ['an empty line in four pieces', ['a\r', '\n', '\r', '\nb'], ['a\r', '\n', '\r', '\n', 'b']],
  ['no empty line', ['a\n\nb', '\r\rc'], ['a\n\nb', '\r\rc']],
  ['characters of several bytes', ['a\r\n\r\n"移動😀"'], ['a\r\n\r\n', '"移動😀"']],
])('%s', async (_name, pieces, expected) => {
  expect(await split(...pieces)).toEqual(expected);
});

test('nothing is lost or changed, wherever pieces end', async () => {
  const text = 'Content-Length: 9\r\n\r\n{"a":"移"}\r\n\r\n\r\nX: 1\r\n\r\n';
  for (let size = 1; size < text.length; size++) {
    const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, i) =>
      text.slice(i * size, (i + 1) * size),
    );
    expect((await split(...pieces)).join('')).toBe(text);
  }
});
