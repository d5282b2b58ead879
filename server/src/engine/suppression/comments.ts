import type { FlatAst } from '../../syntax/index.js';
import type { Comment } from './directive.js';

/** Words without which a comment silences nothing: most comments are passed over by this alone. */
const WORDS =
  /leaklens:|nolint|lint:(?:file-)?ignore|revive:|nosec|gosec:|noinspection|nosemgrep|codeql\[|NOSONAR|bodyclose:handled/;

/** The comments of a file that may silence findings. */
export function directiveComments(ast: FlatAst, text: string): Comment[] {
  const found: Comment[] = [];
  for (let i = 0; i < ast.comments.length; i += 2) {
    const [start, end] = [ast.comments[i] ?? 0, ast.comments[i + 1] ?? 0];
    const comment = text.slice(start, end);
    if (!WORDS.test(comment)) continue;
    const isBlock = comment.startsWith('/*');
    const body = (isBlock ? comment.slice(2, comment.endsWith('*/') ? -2 : undefined) : comment.slice(2)).trimEnd();
    found.push({ start, end, bodyStart: start + 2, body, isBlock });
  }
  return found;
}
