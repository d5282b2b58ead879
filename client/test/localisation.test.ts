import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { inRoot } from '../../server/tools/lib/root.mjs';

type Texts = Readonly<Record<string, string>>;

const manifest = readFileSync(inRoot('package.json'), 'utf8');
const english = readTexts('package.nls.json');
const chinese = readTexts('package.nls.zh-cn.json');
const bundle = readTexts('l10n/bundle.l10n.zh-cn.json');

/** Names and codes that are the same in every language. */
const WITHOUT_WORDS = /^(?:\{\d\}|[^\p{L}]|Leaklens|JSON|SARIF|Markdown)*$/u;

function readTexts(file: string): Texts {
  return JSON.parse(readFileSync(inRoot(file), 'utf8')) as Texts;
}

/** What a translation must take over: places to be filled in, commands behind links, code. */
function fixedParts(text: string): readonly string[] {
  return [...text.matchAll(/\{\d\}|\(command:[^)]*\)|`[^`]*`|\n/g)].map(([part]) => part).sort();
}

function isChinese(text: string): boolean {
  return /\p{Script=Han}/u.test(text);
}

describe('the manifest', () => {
  const used = [...manifest.matchAll(/"%([^"%]+)%"/g)].map(([, key = '']) => key);

  it('takes every text from the files beside it, and uses all of them', () => {
    expect([...new Set(used)].sort()).toEqual(Object.keys(english).sort());
    expect(Object.keys(chinese).sort()).toEqual(Object.keys(english).sort());
  });

  it.each(['title', 'description', 'markdownDescription', 'contents', 'label'])('has no %s of its own', (name) => {
    const own = [...manifest.matchAll(new RegExp(`"${name}": "([^"%][^"]*)"`, 'g'))].map(([, text]) => text);
    expect(own.filter((text) => text !== 'Leaklens')).toEqual([]);
  });

  it.each(Object.keys(english))('says the same in Chinese: %s', (key) => {
    const [from = '', to = ''] = [english[key], chinese[key]];
    if (key.endsWith('.media')) return expect([existsSync(inRoot(from)), existsSync(inRoot(to))]).toEqual([true, true]);
    expect(fixedParts(to)).toEqual(fixedParts(from));
    expect(isChinese(to)).toBe(true);
    expect(isChinese(from)).toBe(false);
  });
});

describe('the interface', () => {
  const keys = [...new Set(clientSources().flatMap(keysIn))].sort();

  it('has a Chinese text for every English one, and no other', () => {
    expect(keys.length).toBeGreaterThan(50);
    expect(Object.keys(bundle).sort()).toEqual(keys);
  });

  it.each(keys)('says the same in Chinese: %s', (key) => {
    const to = bundle[key] ?? '';
    expect(fixedParts(to)).toEqual(fixedParts(key));
    expect(isChinese(to) || WITHOUT_WORDS.test(key)).toBe(true);
  });
});

function clientSources(): readonly string[] {
  const folder = inRoot('client/src');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files.filter((file) => /(?<!\.test)\.ts$/.test(file)).map((file) => path.join(folder, file));
}

/** The texts that a file passes to `l10n.t`; they must be there as they are. */
function keysIn(file: string): readonly string[] {
  const keys: string[] = [];
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText() === 'l10n.t') {
      const [first] = node.arguments;
      if (first === undefined || !ts.isStringLiteralLike(first)) throw new Error(`${file}: ${node.getText()}`);
      keys.push(first.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return keys;
}
