import type { FileModel } from '../../semantic/index.js';
import { NO_NODE } from '../../semantic/index.js';
import type { Related } from '../rule.js';
import type { Hold } from './hold.js';
import type { Target } from './target.js';

/** The target as the user names it: `c`, `s.conn`. */
export function nameOfTarget(model: FileModel, target: Target): string {
  return [model.symbol(target.root)?.name ?? '', ...target.fields].join('.');
}

/** What a function value does to the target, to follow its name: `captures d, which is c`. */
export function describeLink(model: FileModel, target: Target, link: Hold): string {
  const name = nameOfTarget(model, target);
  const through = link.through?.name;
  if (through === undefined) return describeDirectly(model, link, name);
  switch (link.kind) {
    case 'target':
      return `captures ${through}`;
    case 'alias':
      return `captures ${through}, which is ${name}`;
    case 'holder':
      return `captures ${through}, which holds ${name}`;
    case 'closure':
      return through === name ? `captures ${name}` : `captures ${name} through ${through}`;
    case 'method-value':
      return `captures the method value ${through}, which holds ${name}`;
    case 'inside':
      return `captures ${through}, which points into ${name}`;
    case 'leads-back':
      return `captures ${through}, which may lead back to ${name}`;
  }
}

function describeDirectly(model: FileModel, link: Hold, name: string): string {
  switch (link.kind) {
    case 'method-value':
      return `is the method value ${model.textOf(link.at)}, which holds ${name}`;
    case 'inside':
      return `points into ${name}`;
    case 'leads-back':
      return `may lead back to ${name}`;
    default:
      return `holds ${name}`;
  }
}

/** The use that makes the link, where the variable in between comes from, where the target comes from. */
export function placesOfLink(model: FileModel, target: Target, link: Hold): Related[] {
  const places: Related[] = [];
  const { through } = link;
  const root = model.symbol(target.root);
  if (through !== undefined) places.push({ at: model.spanOf(link.at), message: `${through.name} is captured here` });
  for (const symbol of new Set([through, root])) {
    if (symbol === undefined || symbol.declaration === NO_NODE) continue;
    places.push({ at: model.spanOf(symbol.declaration), message: `${symbol.name} is declared here` });
  }
  return places;
}
