import type { NodeId } from '../syntax/index.js';

/** The nodes outside a declaration at which a check looked, or that it may have looked at any of the file. */
export type Looked = 'everywhere' | ReadonlySet<NodeId>;

/**
 * Notes at which top-level declarations of the file a check looks besides the one that it is made for: its outcome
 * holds as long as those stay as they are. What it learns through the facts of the package is noted there.
 */
export class Looks {
  private start = 0;
  private end = 0;
  private others = new Set<NodeId>();
  private isEverywhere = false;

  /** From here on a check is under way that is made for the nodes from `start` to `end`. */
  begin(start: NodeId, end: NodeId): void {
    this.start = start;
    this.end = end;
    this.others = new Set();
    this.isEverywhere = false;
  }

  /** The check looks at what lies in the declaration around `node`. */
  into(node: NodeId): void {
    if (node < this.start || node >= this.end) this.others.add(node);
  }

  /** The check looks at what may be anywhere in the file, such as all uses of a package variable. */
  everywhere(): void {
    this.isEverywhere = true;
  }

  /** What was looked at since `begin`. */
  looked(): Looked {
    return this.isEverywhere ? 'everywhere' : this.others;
  }
}
