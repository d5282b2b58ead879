import type { FileModel, NodeId } from '../../semantic/index.js';
import { Kind, NO_NODE, kindOf } from '../../semantic/index.js';
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
      return `captures ${through}, which ${link.isCertain ? 'is' : 'may be'} ${name}`;
    case 'holder':
      return `captures ${through}, which ${link.isCertain ? 'holds' : 'may hold'} ${name}`;
    case 'closure': {
      const captures = link.isCertain ? 'captures' : 'may capture';
      return through === name ? `${captures} ${name}` : `${captures} ${name} through ${through}`;
    }
    case 'method-value':
      return `captures the method value ${through}, which ${link.isCertain ? 'holds' : 'may hold'} ${name}`;
    case 'inside':
      return `captures ${through}, which ${link.isCertain ? 'points' : 'may point'} into ${name}`;
    case 'leads-back':
      return `captures ${through}, which may lead back to ${name}`;
  }
}

function describeDirectly(model: FileModel, link: Hold, name: string): string {
  switch (link.kind) {
    case 'method-value':
      return `is the method value ${model.textOf(link.at)}, which ${link.isCertain ? 'holds' : 'may hold'} ${name}`;
    case 'inside':
      return `${link.isCertain ? 'points' : 'may point'} into ${name}`;
    case 'leads-back':
      return `may lead back to ${name}`;
    default:
      return `${link.isCertain ? 'holds' : 'may hold'} ${name}`;
  }
}

/** What an argument does with the target, to follow `argument of the cleanup of c`: `holds c`. */
export function describeArgument(model: FileModel, target: Target, link: Hold, argument: NodeId): string {
  const name = nameOfTarget(model, target);
  switch (link.kind) {
    case 'target':
    case 'alias': {
      const node = model.unparenthesized(argument);
      const isOtherName = kindOf(model.ast, node) === Kind.identifier && model.textOf(node) !== name;
      return isOtherName ? `is ${model.textOf(node)}, which is ${name}` : `is ${name}`;
    }
    case 'closure':
      return `${link.isCertain ? 'captures' : 'may capture'} ${name}`;
    case 'leads-back':
      return link.isCertain ? `leads back to ${name}` : `may lead back to ${name}`;
    case 'holder':
      return `${link.isCertain ? 'holds' : 'may hold'} ${name}`;
    default:
      return describeDirectly(model, link, name);
  }
}

/** Where the argument gets its link to the target, and where the target comes from. */
export function placesOfArgument(model: FileModel, target: Target, link: Hold): Related[] {
  const { through } = link;
  const here =
    through === undefined
      ? `the argument leads to ${nameOfTarget(model, target)} from here`
      : `${through.name} is captured here`;
  const places: Related[] = [{ at: model.spanOf(link.at), message: here }];
  const declaration = model.symbol(target.root)?.declaration ?? NO_NODE;
  if (declaration === NO_NODE) return places;
  return [...places, { at: model.spanOf(declaration), message: `${model.textOf(declaration)} is declared here` }];
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
