/** The line comments that begin their line before the first text that is neither blank nor comment, without line ends. */
export function lineCommentsOfHead(text: string): string[] {
  const comments: string[] = [];
  let at = 0;
  while (at < text.length) {
    const isLineStart = at === 0 || text[at - 1] === '\n';
    if (text.startsWith('//', at)) {
      const end = endOfLine(text, at);
      if (isLineStart) comments.push(text.slice(at, end).replace(/\r$/, ''));
      at = end;
    } else if (text.startsWith('/*', at)) {
      const end = text.indexOf('*/', at + 2);
      at = end < 0 ? text.length : end + 2;
    } else if (/\s/.test(text[at] ?? '')) at++;
    else break;
  }
  return comments;
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}
