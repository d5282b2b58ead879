import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onBug } from '../src/base/index.js';
import type { Finding } from '../src/engine/index.js';
import type { GoPackage, PackageReport } from './harness/engine.js';
import { lint } from './harness/engine.js';
import { applyFixes, fixesOfKind } from './harness/fixes.js';
import type { FixturePackage } from './harness/packages.js';
import { packagesOf, rulesWithFixtures } from './harness/packages.js';
import { placeIn } from './harness/rewriting.js';
import type { Rewritten, Variant } from './harness/variants.js';
import { inVariant, variants } from './harness/variants.js';
import { knownDifferences } from './harness/variants/known-differences.js';

/** A finding as it can be compared between two writings of a package. */
interface Said {
  /** File of the original and declared function, as the known differences name them. */
  readonly where: string;
  readonly text: string;
}

// Rules about comments are left out: what a comment means hangs on where it stands, and rewriting moves that.
const packages = rulesWithFixtures()
  .filter((rule) => !rule.endsWith('-suppression'))
  .flatMap(packagesOf);
const reports = new Map<FixturePackage, Promise<PackageReport>>();

beforeAll(() =>
  onBug((message) => {
    throw new Error(message);
  }),
);
afterAll(() => onBug(() => undefined));

describe.each(variants)('the findings are the same with $name', (variant) => {
  it.each(packages)('in $directory', async (unit) => {
    const { findings, parseErrors } = await reportOn(unit);
    const other = await inVariant(unit, variant, findings);
    const after = await lint(other.unit);
    expect([...after.parseErrors.keys()]).toEqual([...parseErrors.keys()]);
    const isKnown = knownIn(unit, variant);
    const [wanted, given] = [saidBefore(other, findings), saidAfter(other, after.findings)];
    expect(texts(given, isKnown)).toEqual(texts(wanted, isKnown));
    expect(differing(wanted, given), 'known differences that are none any more').toEqual([...isKnown]);
    if (variant.keeps === 'places') return;
    expect(after.findings.map(wording)).toEqual(findings.map(wording));
    if (variant.keeps === 'messages') return;
    expect(after.findings.map(fixTitles)).toEqual(findings.map(fixTitles));
    if (variant.keeps === 'fingerprints') expect(after.findings.map(mark)).toEqual(findings.map(mark));
  });

  if (variant.keeps === 'fingerprints') {
    it.each(packages)('and the fixes do the same in $directory', async (unit) => {
      const { findings } = await reportOn(unit);
      const fixed = (await inVariant(withFixes(unit, findings), variant, [])).unit;
      const other = withoutMarks((await inVariant(unit, variant, [])).unit);
      expect(withFixes(other, (await lint(other)).findings).files).toEqual(withoutMarks(fixed).files);
    });
  }

  it('and it does rewrite something', async () => {
    let isRewritten = false;
    for (const unit of packages) {
      const { unit: other } = await inVariant(unit, variant, (await reportOn(unit)).findings);
      isRewritten = other.files.some(({ source }) => unit.files.every((file) => file.source !== source));
      if (isRewritten) break;
    }
    expect(isRewritten).toBe(true);
  });
});

it('every known difference is one of a variant and a fixture', () => {
  const names = variants.map(({ name }) => name);
  const paths = packages.flatMap(({ files }) => files.map((file) => String(file.path)));
  expect(knownDifferences.filter(({ variant, path }) => !names.includes(variant) || !paths.includes(path))).toEqual([]);
});

/** What the engine says of the fixtures as they are; asked once. */
function reportOn(unit: FixturePackage): Promise<PackageReport> {
  const report = reports.get(unit) ?? lint(unit);
  reports.set(unit, report);
  return report;
}

/** The findings of the package before, at the places where they are to be after. */
function saidBefore({ unit, written }: Rewritten, findings: readonly Finding[]): Said[] {
  return findings.map((finding) => {
    const place = placeIn(written.get(finding.path) ?? [], finding.range.start.offset);
    if (place === undefined) throw new Error(`${finding.path}:${finding.range.start.line} is nowhere in the variant`);
    return say(unit, finding, finding.path, place.path, place.line);
  });
}

function saidAfter({ unit, written }: Rewritten, findings: readonly Finding[]): Said[] {
  return findings.map((finding) => {
    const origin = [...written].find(([, files]) => files.some(({ path }) => path === finding.path));
    return say(unit, finding, origin?.[0] ?? '', finding.path, finding.range.start.line);
  });
}

/** `file:line code/kind severity confidence` and the line. */
function say(unit: GoPackage, finding: Finding, origin: string, path: string, line: number): Said {
  const source = unit.files.find((file) => file.path === path)?.source.split('\n')[line - 1] ?? '';
  const { code, kind, severity, confidence } = finding;
  const text = `${path}:${line} ${code}/${kind} ${severity} ${confidence}: ${source.trim()}`;
  return { where: `${origin} ${declaredFunction(finding)}`, text };
}

/** `(*conn).Close` of `(*conn).Close.func1.2`. */
function declaredFunction(finding: Finding): string {
  return finding.function.replace(/\.func\d.*$/, '');
}

function texts(said: readonly Said[], left: ReadonlySet<string>): string[] {
  return said
    .filter(({ where }) => !left.has(where))
    .map(({ text }) => text)
    .sort();
}

/** The functions in which the findings differ, sorted. */
function differing(before: readonly Said[], after: readonly Said[]): string[] {
  const textsAt = (said: readonly Said[], where: string): string =>
    texts(
      said.filter((one) => one.where === where),
      new Set(),
    ).join('\n');
  const places = new Set([...before, ...after].map(({ where }) => where));
  return [...places].filter((where) => textsAt(before, where) !== textsAt(after, where)).sort();
}

/** Sorted. */
function knownIn(unit: FixturePackage, variant: Variant): ReadonlySet<string> {
  const own = knownDifferences.filter(
    (known) => known.variant === variant.name && unit.files.some(({ path }) => path === known.path),
  );
  return new Set(own.flatMap(({ path, functions }) => functions.map((name) => `${path} ${name}`)).sort());
}

function wording(finding: Finding): string[] {
  const { code, kind, severity, confidence, path, message, related } = finding;
  return [
    `${path} ${finding.function}: ${severity} ${confidence} ${code}/${kind}`,
    message,
    ...related.map((place) => place.message),
  ].map(neutral);
}

function fixTitles({ fixes }: Finding): string[] {
  return fixes.map((fix) => neutral(`${fix.kind}: ${fix.title}`));
}

/** Texts name lines and quote the code, and with it the parentheses that a variant puts in. */
function neutral(text: string): string {
  return text.replaceAll(/[()]/g, '').replaceAll(/\bline \d+/g, 'line');
}

function withFixes(unit: GoPackage, findings: readonly Finding[]): GoPackage {
  const chosen = fixesOfKind(findings, 'safe');
  return { ...unit, files: unit.files.map((file) => ({ path: file.path, source: applyFixes(file, chosen) })) };
}

/** Offsets of findings do not count a byte-order mark. */
function withoutMarks(unit: GoPackage): GoPackage {
  return {
    ...unit,
    files: unit.files.map((file) => ({ path: file.path, source: file.source.replace(/^\uFEFF/, '') })),
  };
}

function mark(finding: Finding): string {
  return finding.fingerprint;
}
