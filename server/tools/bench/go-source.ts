import { readFileSync, readdirSync } from 'node:fs';
import { inRoot } from '../lib/root.mjs';

const SAMPLE = 'test-fixtures/sample-node';

/**
 * One valid Go file of about `size` characters: the declarations of the sample node again and again, each time under
 * other names, as a long file of a real program would have them. Files with different suffixes share no names.
 */
export function makeGoFile(size: number, suffix = ''): string {
  const files = sampleFiles();
  const imports = new Set(
    files.flatMap((file) => [...file.matchAll(/^\s*(?:import )?("[^"]+")$/gm)].map(([, name]) => name)),
  );
  const body = files.map(withoutHead).join('\n');
  const names = [...body.matchAll(/^(?:func|type|var|const) (\w+)/gm)].map(([, name = '']) => name);
  const anyName = new RegExp(`(?<![.\\w])(?:${names.join('|')})\\b`, 'g');
  const parts = [`package bench\n\nimport (\n${[...imports].map((name) => `\t${name}\n`).join('')})\n`];
  for (let copy = 0, length = 0; length < size; copy++) {
    const part = body.replace(anyName, (name) => `${name}${suffix}${copy}`);
    parts.push(part);
    length += part.length;
  }
  return cut(parts.join('\n'), size);
}

/** The text up to the end of the last top-level declaration that fits. */
function cut(text: string, size: number): string {
  const end = text.lastIndexOf('\n}\n', size);
  return end === -1 ? text : text.slice(0, end + 3);
}

function sampleFiles(): readonly string[] {
  const names = readdirSync(inRoot(SAMPLE), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.go'),
  );
  return names.sort().map((name) => readFileSync(inRoot(SAMPLE, name), 'utf8'));
}

/** A file without package clause and imports. */
function withoutHead(text: string): string {
  return text.replace(/^[^]*?^package \w+$/m, '').replace(/^import (?:\([^]*?^\)|"[^"]+")$/gm, '');
}
