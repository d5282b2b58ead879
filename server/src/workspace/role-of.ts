import type { WorkspacePath } from '../base/index.js';
import { requiresIgnore } from './build-constraint.js';
import { lineCommentsOfHead } from './file-head.js';
import type { FileRole } from './file-role.js';

/** The sentence that Go prescribes for generated files, as a whole line. */
const GENERATED = /^\/\/ Code generated .* DO NOT EDIT\.$/;

/** How the file is treated, by its name and by the comments before its package clause. */
export function roleOf(path: WorkspacePath, text: string): FileRole {
  const head = lineCommentsOfHead(text);
  if (requiresIgnore(head)) return 'ignored';
  if (head.some((line) => GENERATED.test(line))) return 'generated';
  return path.endsWith('_test.go') ? 'test' : 'source';
}
