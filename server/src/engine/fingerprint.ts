import { hashText } from '../base/index.js';

/** What makes a finding the same finding after an edit elsewhere. No line numbers, no path, no words of the message. */
export interface FingerprintParts {
  readonly code: string;
  readonly kind: string;
  readonly importPath: string;
  readonly function: string;
  /** The line of source on which the finding begins. */
  readonly snippet: string;
}

/** Numbers findings that are alike in all parts by their order in the file, which must be the order of the calls. */
export class Fingerprints {
  private readonly seen = new Map<string, number>();

  of(parts: FingerprintParts): string {
    const snippet = parts.snippet.replace(/\s+/g, '');
    const key = [parts.code, parts.kind, parts.importPath, parts.function, snippet].join('\n');
    const ordinal = this.seen.get(key) ?? 0;
    this.seen.set(key, ordinal + 1);
    return hashText(`${key}\n${ordinal}`);
  }
}
