import type { Call, FileModel, NodeId, Type } from '../semantic/index.js';
import { Field, Kind, NO_NODE, Op, childIn, kindOf } from '../semantic/index.js';
import type { Callee } from './callee-type.js';
import type { PackageFacts } from './package-facts.js';

const UNKNOWN_CALLEE: Callee = { kind: 'unknown' };
/** More stars and brackets around a type's name are not looked through. */
const MAX_LAYERS = 8;

/** Tells what is called, from the types of the file and the facts of its package. */
export function calleeOf(model: FileModel, facts: PackageFacts, call: Call): Callee {
  if (call.callee < 0) return UNKNOWN_CALLEE;
  const ofFacts = kept.get(facts) ?? new WeakMap<FileModel, Map<NodeId, Callee>>();
  kept.set(facts, ofFacts);
  const ofFile = ofFacts.get(model) ?? new Map<NodeId, Callee>();
  ofFacts.set(model, ofFile);
  const known = ofFile.get(call.callee);
  if (known !== undefined) return known;
  const made = resolveCallee(model, facts, call);
  ofFile.set(call.callee, made);
  return made;
}

/** By the called expression: many rules ask about the same call. */
const kept = new WeakMap<PackageFacts, WeakMap<FileModel, Map<NodeId, Callee>>>();

function resolveCallee(model: FileModel, facts: PackageFacts, call: Call): Callee {
  const node = call.callee;
  switch (kindOf(model.ast, node)) {
    case Kind.func_literal:
      return { kind: 'literal', node };
    case Kind.identifier:
    case Kind.type_identifier:
      return ofName(model, facts, call, node);
    case Kind.selector_expression:
      return ofSelector(model, facts, call, node);
    case Kind.index_expression:
      return ofInstance(model, facts, call, node);
    default: {
      const type = typeNamedBy(model, facts, node, 0);
      return type === undefined ? UNKNOWN_CALLEE : { kind: 'conversion', type: facts.resolve(type) };
    }
  }
}

function ofName(model: FileModel, facts: PackageFacts, call: Call, node: NodeId): Callee {
  const symbol = model.symbolAt(node);
  switch (symbol?.kind) {
    case 'function':
      return { kind: 'function', path: '', name: symbol.name };
    case 'type':
    case 'type-parameter':
      return conversion(model, facts, node);
    case 'outside':
      if (facts.declares(symbol.name)) return ofPackageName(facts, symbol.name);
      return ofDotImports(model, facts, call, symbol.name);
    case 'universe':
      if (facts.declares(symbol.name)) return ofPackageName(facts, symbol.name);
      return model.isTypeHere(node) ? conversion(model, facts, node) : { kind: 'builtin', name: symbol.name };
    default:
      return UNKNOWN_CALLEE;
  }
}

function ofPackageName(facts: PackageFacts, name: string): Callee {
  if (facts.isType(name)) return { kind: 'conversion', type: facts.resolve({ tag: 'named', path: '', name }) };
  return facts.isFunction(name) ? { kind: 'function', path: '', name } : UNKNOWN_CALLEE;
}

/** The name comes from a package that is imported with a dot: from which one is sure only where there is one. */
function ofDotImports(model: FileModel, facts: PackageFacts, call: Call, name: string): Callee {
  const [only, ...others] = model.importedCallees({ ...call, callee: model.unparenthesized(call.callee) });
  if (only === undefined || others.length > 0) return UNKNOWN_CALLEE;
  return calleeNamed(facts, only.slice(0, -name.length - 1), name);
}

/** What `name` of the package at an import path is when it is called. */
function calleeNamed(facts: PackageFacts, path: string, name: string): Callee {
  if (facts.foreign.underlying(path, name) !== undefined) {
    return { kind: 'conversion', type: facts.resolve({ tag: 'named', path, name }) };
  }
  const type = facts.foreign.typeOf(path, name);
  return type === undefined || type.tag === 'func' ? { kind: 'function', path, name } : UNKNOWN_CALLEE;
}

function ofSelector(model: FileModel, facts: PackageFacts, call: Call, node: NodeId): Callee {
  const operand = childIn(model.ast, node, Field.operand);
  const name = model.textOf(childIn(model.ast, node, Field.field));
  const path = model.importPathAt(operand);
  if (path !== undefined) return calleeNamed(facts, path, name);
  const type = typeNamedBy(model, facts, operand, 0);
  if (type !== undefined) return calleeSelected(facts, type, name, call.args[0]);
  return calleeSelected(facts, model.typeOf(operand), name, operand);
}

/** What `x.name` is when it is called, for an `x` of the type; `object` is `x`, where there is such a node. */
export function calleeSelected(facts: PackageFacts, type: Type, name: string, object?: NodeId): Callee {
  const selected = facts.select(type, name);
  switch (selected.what) {
    case 'method': {
      const { owner: receiver, isPointerReceiver, via } = selected;
      return { kind: 'method', receiver, isPointerReceiver, name, via, object };
    }
    case 'interface-method':
      return { kind: 'interface-method', receiver: selected.owner, name, via: selected.via, object };
    case 'field':
    case 'unknown':
      return UNKNOWN_CALLEE;
  }
}

/** `f[int](x)`, `List[int](x)`; an element of a slice or map of functions is neither. */
function ofInstance(model: FileModel, facts: PackageFacts, call: Call, node: NodeId): Callee {
  const operand = model.unparenthesized(childIn(model.ast, node, Field.operand));
  const inner = calleeOf(model, facts, { ...call, callee: operand });
  return inner.kind === 'function' || inner.kind === 'conversion' ? inner : UNKNOWN_CALLEE;
}

function conversion(model: FileModel, facts: PackageFacts, node: NodeId): Callee {
  return { kind: 'conversion', type: facts.resolve(model.typeNamedBy(node)) };
}

/** The type that an expression denotes, if it denotes one: `T`, `*T`, `pkg.T`, `T[int]`. */
function typeNamedBy(model: FileModel, facts: PackageFacts, expression: NodeId, layers: number): Type | undefined {
  const { ast } = model;
  const node = model.unparenthesized(expression);
  if (node < 0 || layers > MAX_LAYERS) return undefined;
  if (model.isTypeHere(node)) return model.typeNamedBy(node);
  switch (kindOf(ast, node)) {
    case Kind.unary_expression: {
      const to = ast.op[node] === Op.times ? childIn(ast, node, Field.operand) : NO_NODE;
      const type = typeNamedBy(model, facts, to, layers + 1);
      return type === undefined ? undefined : { tag: 'pointer', to: type };
    }
    case Kind.index_expression:
      return typeNamedBy(model, facts, childIn(ast, node, Field.operand), layers + 1);
    case Kind.selector_expression: {
      const path = model.importPathAt(childIn(ast, node, Field.operand));
      const name = model.textOf(childIn(ast, node, Field.field));
      const isType = path !== undefined && facts.foreign.underlying(path, name) !== undefined;
      return isType ? { tag: 'named', path, name } : undefined;
    }
    case Kind.identifier:
    case Kind.type_identifier: {
      const symbol = model.symbolAt(node);
      const isOther = symbol?.kind === 'outside' || symbol?.kind === 'universe';
      return isOther && facts.isType(symbol.name) ? { tag: 'named', path: '', name: symbol.name } : undefined;
    }
    default:
      return undefined;
  }
}
