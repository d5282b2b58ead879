import { hashText, isSameData } from '../base/index.js';
import type { WorkspacePath } from '../base/index.js';
import type { FileFacts, PackageFacts } from '../facts/index.js';
import { follow } from '../facts/index.js';
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
  /** What its `godebug` lines set. */
  readonly godebug: readonly string[];
}

/** What a file tells its siblings, and a hash to see whether that changed. */
export interface HashedFacts {
  readonly facts: FileFacts;
  readonly hash: string;
}

/**
 * Facts are plain data with a fixed order of properties, so their text tells whether they are equal. What functions do
 * is left out: see `SummaryAnswers`. Where nothing else changed since `before`, as with most keystrokes, its objects are
 * kept, by which linking sees the same; and where functions do what they did as far as anybody asked, it is `before`
 * itself, whose functions answer from the newer text from then on.
 */
export function hashFacts(facts: FileFacts, before?: HashedFacts): HashedFacts {
  const { functions } = facts;
  if (before !== undefined && isSameData({ ...facts, functions: [] }, { ...before.facts, functions: [] })) {
    if (follow(before.facts.functions, functions)) return before;
    return { facts: { ...before.facts, functions }, hash: before.hash };
  }
  return { facts, hash: hashText(JSON.stringify({ ...facts, functions: [] })) };
}
