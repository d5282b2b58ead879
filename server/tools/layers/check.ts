import path from 'node:path/posix';
import { findCycles } from './cycles.js';
import { readImports, type Import } from './imports.js';
import type { Layer, LayerImport } from './table.js';

/** Where the table and the code disagree. */
export interface Violation {
  /** Relative to the repository; the table itself for a row that is never used. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

/** Sources by their path relative to the repository, with '/'. */
export type Sources = ReadonlyMap<string, string>;

interface Check {
  readonly table: readonly Layer[];
  readonly sources: Sources;
  readonly tableFile: string;
  readonly violations: Violation[];
  /** Permissions of the table that some import needs: `layer > layer or package`. */
  readonly used: Set<string>;
  readonly edges: Map<string, string[]>;
}

/**
 * Compares every import of the sources with the table. Tests are left out: they may import anything.
 * `tableFile` is named where a row of the table is wrong.
 */
export function checkLayers(table: readonly Layer[], sources: Sources, tableFile: string): readonly Violation[] {
  const check: Check = { table, sources, tableFile, violations: [], used: new Set(), edges: new Map() };
  checkTable(check);
  for (const [file, text] of sources) {
    if (/\.test\.ts$/.test(file)) continue;
    const layer = layerOf(table, file);
    if (layer === undefined) report(check, file, 1, 'belongs to no layer: move it into one');
    else for (const found of readImports(file, text)) checkImport(check, layer, file, found);
  }
  reportUnused(check);
  for (const cycle of findCycles(check.edges)) {
    report(check, cycle[0] ?? '', 1, `files import each other in a circle: ${[...cycle, cycle[0]].join(' > ')}`);
  }
  return check.violations;
}

function checkTable(check: Check): void {
  const above = new Set<string>();
  for (const layer of check.table) {
    for (const name of Object.keys(layer.layers)) {
      if (!above.has(name)) report(check, check.tableFile, 1, `${layer.name} lists ${name}, which is no row above it`);
    }
    above.add(layer.name);
  }
}

function checkImport(check: Check, layer: Layer, file: string, found: Import): void {
  const { specifier, line } = found;
  if (specifier === undefined) report(check, file, line, 'imports a computed path: nobody can check it');
  else if (specifier.startsWith('.')) checkRelative(check, layer, file, found, specifier);
  else checkPackage(check, layer, file, line, specifier);
}

function checkRelative(check: Check, layer: Layer, file: string, found: Import, specifier: string): void {
  const target = resolve(check.sources, file, specifier);
  const other = layerOf(check.table, target);
  if (other === undefined) {
    if (layer.assets?.includes(target) === true) check.used.add(`${layer.name} > ${target}`);
    else report(check, file, found.line, `${layer.name} must not import ${target}, which is in no layer`);
    return;
  }
  if (!check.sources.has(target) && !target.endsWith('.json')) {
    report(check, file, found.line, `imports ${target}, which is not there`);
    return;
  }
  check.edges.set(file, [...(check.edges.get(file) ?? []), target]);
  if (other !== layer) checkCrossing(check, layer, other, file, found, target);
}

function checkCrossing(check: Check, layer: Layer, other: Layer, file: string, found: Import, target: string): void {
  const permission = permissionOf(layer, other.name);
  if (permission === undefined) {
    report(check, file, found.line, `${layer.name} must not import ${other.name}`);
    return;
  }
  check.used.add(`${layer.name} > ${other.name}`);
  const door = permission.door ?? 'index.ts';
  if (target !== `${other.folder}/${door}`) {
    report(check, file, found.line, `imports ${target}: ${layer.name} reaches ${other.name} through ${door} only`);
  }
  if (permission.extent === 'types' && !found.isTypeOnly) {
    report(check, file, found.line, `${layer.name} may import only types of ${other.name}: write import type`);
  }
  if (door !== 'index.ts') checkSideDoor(check, target);
}

/** A way in beside the index must not drag the layer along. */
function checkSideDoor(check: Check, target: string): void {
  for (const found of readImports(target, check.sources.get(target) ?? '')) {
    if (!found.isTypeOnly)
      report(check, target, found.line, 'is imported from outside: it may import only types itself');
  }
}

function checkPackage(check: Check, layer: Layer, file: string, line: number, specifier: string): void {
  const name = specifier.startsWith('node:') ? 'node:*' : specifier.replace(/\.js$/, '');
  const files = layer.packages[name];
  if (files === undefined) {
    report(check, file, line, `${layer.name} must not import the package ${specifier}`);
    return;
  }
  check.used.add(`${layer.name} > ${name}`);
  const inside = file.slice(layer.folder.length + 1);
  if (files.some((prefix) => inside.startsWith(prefix))) return;
  report(
    check,
    file,
    line,
    `only ${files.map((prefix) => `${layer.folder}/${prefix}`).join(', ')} may import ${specifier}`,
  );
}

function reportUnused(check: Check): void {
  for (const layer of check.table) {
    const allowed = [...Object.keys(layer.layers), ...Object.keys(layer.packages), ...(layer.assets ?? [])];
    for (const name of allowed.filter((each) => !check.used.has(`${layer.name} > ${each}`))) {
      report(check, check.tableFile, 1, `${layer.name} may import ${name} and never does: take it out of the table`);
    }
  }
}

function permissionOf(layer: Layer, name: string): LayerImport | undefined {
  const permission = layer.layers[name];
  return typeof permission === 'string' ? { extent: permission } : permission;
}

function layerOf(table: readonly Layer[], file: string): Layer | undefined {
  return table.find((layer) => file.startsWith(`${layer.folder}/`));
}

/** The file that a relative specifier means: a TypeScript source is imported under the name it is built to. */
function resolve(sources: Sources, file: string, specifier: string): string {
  const written = path.join(path.dirname(file), specifier);
  const source = written.replace(/\.js$/, '.ts');
  return sources.has(source) ? source : written;
}

function report(check: Check, file: string, line: number, message: string): void {
  check.violations.push({ file, line, message });
}
