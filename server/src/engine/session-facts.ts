import { hashText } from '../base/index.js';
import type { WorkspacePath } from '../base/index.js';
import type { FileFacts, PackageFacts } from '../facts/index.js';
import type { GoVersion } from '../workspace/index.js';

/** What the owner of a session says about a document when it opens it. */
export interface DocumentIdentity {
  /** Its address, as the owner names it everywhere. */
  readonly key: string;
  /** As findings name it; the last part is the file's name. */
  readonly path: WorkspacePath;
  /** Absolute, in the host's own notation. None where the document is no file: then it is a package of its own. */
  readonly directory: string | undefined;
}

/** The packages of a folder at one state of its files; another state is another object. */
export interface LinkedFolder {
  /** Equal for two states that differ at most in what functions do. */
  readonly declarations: string;
  readonly packages: ReadonlyMap<string, PackageFacts>;
  /** Language version by the nearest go.mod. */
  readonly go: GoVersion | undefined;
}

/** What a file tells its siblings, and a hash to see whether that changed. */
export interface HashedFacts {
  readonly facts: FileFacts;
  readonly hash: string;
}

/**
 * Facts are plain data with a fixed order of properties, so their text tells whether they are equal. What functions do
 * is left out: see `SummaryAnswers`. Where nothing else changed since `before`, as with most keystrokes, its objects are
 * kept, by which linking sees the same.
 */
export function hashFacts(facts: FileFacts, before?: HashedFacts): HashedFacts {
  const { functions } = facts;
  if (before !== undefined && isSameData({ ...facts, functions: [] }, { ...before.facts, functions: [] })) {
    return { facts: { ...before.facts, functions }, hash: before.hash };
  }
  return { facts, hash: hashText(JSON.stringify({ ...facts, functions: [] })) };
}

/** True for equal plain data; several times faster than to compare the texts. */
function isSameData(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (!isObject(a) || !isObject(b) || Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  for (const key of keys) {
    const other = b[key];
    if ((other === undefined && !Object.hasOwn(b, key)) || !isSameData(a[key], other)) return false;
  }
  return true;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
