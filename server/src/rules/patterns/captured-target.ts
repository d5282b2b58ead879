import type { PackageFacts } from '../../facts/index.js';
import type { Call, FileModel, NodeId, SymbolInfo } from '../../semantic/index.js';
import { Field, Kind, childIn, childrenIn, childrenOf, isWithin, kindOf } from '../../semantic/index.js';
import { isFieldKey } from './definitions.js';
import type { Hold } from './hold.js';
import { Holds } from './holds.js';
import { isLiteral } from './literals.js';
import type { Target } from './target.js';

/** A function literal with one parameter that captures the target's own variable, only reads it, and nothing else. */
export interface CapturedTarget {
  readonly literal: NodeId;
  readonly parameter: NodeId;
  /** The parameter's name, if it has one; `_` is one. */
  readonly name: NodeId | undefined;
  readonly root: SymbolInfo;
  /** The uses of the target inside the literal. */
  readonly uses: readonly NodeId[];
}

/** The second argument of the call as such a literal; nothing if it is anything else. */
export function capturedTarget(
  model: FileModel,
  facts: PackageFacts,
  call: Call,
  target: Target,
  link: Hold,
): CapturedTarget | undefined {
  const argument = call.args[1];
  const root = model.symbol(target.root);
  if (argument === undefined || root === undefined || target.fields.length > 0 || link.kind !== 'target')
    return undefined;
  if (target.variable !== undefined || !isLiteral(model, argument)) return undefined;
  const literal = model.unparenthesized(argument);
  const parameters = childrenOf(model.ast, childIn(model.ast, literal, Field.parameters));
  const [parameter] = parameters;
  if (parameter === undefined || parameters.length !== 1) return undefined;
  const names = childrenIn(model.ast, parameter, Field.name);
  if (kindOf(model.ast, parameter) !== Kind.parameter_declaration || names.length > 1) return undefined;
  if (new Holds(model, facts, target).capturedBy(literal).length !== 1) return undefined;
  const inside = model
    .referencesOf(root.id)
    .filter(({ node }) => isWithin(model.ast, node, literal) && !isFieldKey(model, facts, node));
  if (!inside.every(({ access }) => access === 'read')) return undefined;
  return { literal, parameter, name: names[0], root, uses: inside.map(({ node }) => node) };
}

/** True if the parameter has no name, is blank, or is never used. */
export function isParameterFree(model: FileModel, { name }: CapturedTarget): boolean {
  const symbol = name === undefined ? undefined : model.symbolAt(name);
  return symbol === undefined || model.referencesOf(symbol.id).every(({ access }) => access === 'declare');
}
