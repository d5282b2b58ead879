/** What it takes to see the leak: one file, one package, another package; `no` for what is none or cannot be told. */
export type Decidable = 'file' | 'package' | 'module' | 'no';

/** A place where a commit fixed a leak. Lines count from 1. */
export interface Fix {
  /** Names the exported folders as well. */
  readonly id: string;
  readonly class: string;
  readonly decidable: Decidable;
  /** In the repository before the fix; the exported folder holds the last part of it. */
  readonly path: string;
  /** A report that starts on any of them has found the leak. */
  readonly lines: readonly number[];
  /** The same place after the fix; '' where the file is gone. */
  readonly afterPath: string;
  /** A report of the class there is a false alarm. */
  readonly fixedLines: readonly number[];
  readonly summary: string;
}

/** The fixes of a list in JSON, or what is wrong with it. */
export function readFixes(text: string): readonly Fix[] | string {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    return `it is not JSON: ${error instanceof Error ? error.message : String(error)}`;
  }
  if (!Array.isArray(data)) return 'it is not a list of fixes';
  const fixes: Fix[] = [];
  for (const [index, entry] of (data as readonly unknown[]).entries()) {
    const fix = readFix(entry);
    if (typeof fix === 'string') return `entry ${index + 1}: ${fix}`;
    fixes.push(fix);
  }
  return fixes;
}

function readFix(entry: unknown): Fix | string {
  if (typeof entry !== 'object' || entry === null) return 'not an object';
  const fields = entry as Readonly<Record<string, unknown>>;
  const texts = ['id', 'class', 'decidable', 'path', 'after_path', 'summary'] as const;
  const wrong = texts.find((key) => typeof fields[key] !== 'string') ?? ['lines', 'fixed_lines'].find(isNoLines);
  if (wrong !== undefined) return `"${wrong}" is missing or of the wrong type`;
  const decidable = text('decidable');
  if (!isDecidable(decidable)) return `"decidable" is "${decidable}", not file, package, module or no`;
  if (!isFolderName(text('id'))) return `"id" is "${text('id')}", which cannot name a folder`;
  return {
    id: text('id'),
    class: text('class'),
    decidable,
    path: text('path'),
    lines: fields['lines'] as readonly number[],
    afterPath: text('after_path'),
    fixedLines: fields['fixed_lines'] as readonly number[],
    summary: text('summary'),
  };

  function text(key: (typeof texts)[number]): string {
    return String(fields[key]);
  }

  function isNoLines(key: string): boolean {
    const lines = fields[key];
    return !Array.isArray(lines) || !lines.every((line) => Number.isInteger(line));
  }
}

function isDecidable(word: string): word is Decidable {
  return ['file', 'package', 'module', 'no'].includes(word);
}

function isFolderName(id: string): boolean {
  return /^[\w.-]+$/.test(id) && !/^\.+$/.test(id);
}
