import path from 'node:path';
import type { DirectoryEntry, FileSystem, ReadFailure } from '../../src/engine/index.js';

const MISSING: ReadFailure = { failure: 'no such file or directory' };

/** A disk in memory, whose reads can be held up. Paths are absolute. */
export class MemoryFiles implements FileSystem {
  /** Files that were asked for, in order. */
  readonly reads: string[] = [];
  private readonly files = new Map<string, Uint8Array>();
  private readonly links = new Map<string, string>();
  private gate: { readonly file: string | undefined; readonly opened: Promise<void> } | undefined;
  private openGate: () => void = () => undefined;

  write(file: string, text: string): void {
    this.files.set(file, new TextEncoder().encode(text));
  }

  remove(file: string): void {
    this.files.delete(file);
  }

  textOf(file: string): string {
    return new TextDecoder().decode(this.files.get(file));
  }

  get paths(): readonly string[] {
    return [...this.files.keys()].sort();
  }

  /** Whoever asks for anything, or reads this file, waits until `release`. */
  hold(file?: string): void {
    this.gate = { file, opened: new Promise((resolve) => (this.openGate = resolve)) };
  }

  release(): void {
    this.gate = undefined;
    this.openGate();
  }

  async list(directory: string): Promise<readonly DirectoryEntry[] | ReadFailure> {
    await this.pass(directory);
    const below = this.paths
      .filter((file) => file.startsWith(`${directory}/`))
      .map((file) => file.slice(directory.length + 1));
    if (below.length === 0) return MISSING;
    const names = new Map<string, DirectoryEntry>();
    for (const file of below) {
      const [name = '', ...rest] = file.split('/');
      names.set(name, { name, type: rest.length === 0 ? 'file' : 'directory' });
    }
    return [...names.values()];
  }

  async read(file: string): Promise<Uint8Array | ReadFailure> {
    this.reads.push(file);
    await this.pass(file);
    return this.files.get(file) ?? MISSING;
  }

  async stat(file: string): ReturnType<FileSystem['stat']> {
    if (this.gate?.file === undefined) await this.gate?.opened;
    const bytes = this.files.get(file);
    if (bytes !== undefined) return { type: 'file', size: bytes.length };
    return this.paths.some((other) => other.startsWith(`${file}/`)) ? { type: 'directory', size: 0 } : MISSING;
  }

  /** There are no links in memory but those that `link` makes. */
  async realPath(file: string): ReturnType<FileSystem['realPath']> {
    const linked = [...this.links.keys()].find((link) => file === link || file.startsWith(`${link}/`));
    return linked === undefined ? file : `${this.links.get(linked) ?? ''}${file.slice(linked.length)}`;
  }

  /** Says where a path leads; what lies there has to be written under the path, too. */
  link(file: string, target: string): void {
    this.links.set(file, target);
  }

  join(directory: string, ...names: string[]): string {
    return path.posix.join(directory, ...names);
  }

  private async pass(path: string): Promise<void> {
    if (this.gate !== undefined && (this.gate.file ?? path) === path) await this.gate.opened;
  }
}
