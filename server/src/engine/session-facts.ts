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
  readonly packages: ReadonlyMap<string, PackageFacts>;
  /** Language version by the nearest go.mod. */
  readonly go: GoVersion | undefined;
}

/** What a file tells its siblings, and a hash to see whether that changed. */
export interface HashedFacts {
  readonly facts: FileFacts;
  readonly hash: string;
}

/** Facts are plain data with a fixed order of properties, so their text tells whether they are equal. */
export function hashFacts(facts: FileFacts): HashedFacts {
  return { facts, hash: hashText(JSON.stringify(facts)) };
}
