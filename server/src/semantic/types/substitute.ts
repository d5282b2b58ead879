import type { FuncType, InterfaceType, NamedType, Type } from './type.js';

/** The type with `change` applied to each of its direct parts. */
export function mapParts(type: Type, change: (part: Type) => Type): Type {
  switch (type.tag) {
    case 'pointer':
      return { ...type, to: change(type.to) };
    case 'map':
      return { ...type, key: change(type.key), of: change(type.of) };
    case 'func':
      return mapSignature(type, change);
    case 'struct':
      return { ...type, fields: type.fields.map((field) => ({ ...field, type: change(field.type) })) };
    case 'interface':
      return mapInterface(type, change);
    case 'named':
      return mapArguments(type, change);
    case 'instance':
      return { ...type, of: change(type.of), args: type.args.map(change) };
    case 'slice':
    case 'array':
    case 'chan':
    case 'result':
    case 'field':
    case 'element':
    case 'key':
    case 'pointee':
    case 'sliced':
      return { ...type, of: change(type.of) };
    case 'unknown':
    case 'basic':
    case 'type-parameter':
    case 'declared':
      return type;
  }
}

/** The type with type arguments in place of type parameters; parameters without an argument stay. */
export function substitute(type: Type, args: ReadonlyMap<string, Type>): Type {
  if (args.size === 0) return type;
  if (type.tag === 'type-parameter') return args.get(type.name) ?? type;
  return mapParts(type, (part) => substitute(part, args));
}

/** Type arguments by the names of the parameters. */
export function byParameter(
  parameters: readonly string[] | undefined,
  args: readonly Type[] | undefined,
): ReadonlyMap<string, Type> {
  const pairs = (parameters ?? []).map((name, i): [string, Type | undefined] => [name, args?.[i]]);
  return new Map(pairs.filter((pair): pair is [string, Type] => pair[1] !== undefined));
}

/** Collects what the type parameters in `parameter` stand for where a value of type `argument` is given. */
export function unify(parameter: Type, argument: Type, found: Map<string, Type>): void {
  if (parameter.tag === 'type-parameter') {
    if (!found.has(parameter.name) && argument.tag !== 'unknown') found.set(parameter.name, argument);
    return;
  }
  if (parameter.tag !== argument.tag) return;
  if (parameter.tag === 'pointer' && argument.tag === 'pointer') unify(parameter.to, argument.to, found);
  if (parameter.tag === 'map' && argument.tag === 'map') unify(parameter.key, argument.key, found);
  if ('of' in parameter && 'of' in argument) unify(parameter.of, argument.of, found);
  if (parameter.tag === 'func' && argument.tag === 'func') {
    unifyAll(parameter.params, argument.params, found);
    unifyAll(parameter.results, argument.results, found);
  }
  if (parameter.tag === 'named' && argument.tag === 'named') {
    unifyAll(parameter.args ?? [], argument.args ?? [], found);
  }
}

function unifyAll(parameters: readonly Type[], args: readonly Type[], found: Map<string, Type>): void {
  for (const [i, parameter] of parameters.entries()) {
    const argument = args[i];
    if (argument !== undefined) unify(parameter, argument, found);
  }
}

function mapSignature(type: FuncType, change: (part: Type) => Type): Type {
  return { ...type, params: type.params.map(change), results: type.results.map(change) };
}

function mapInterface(type: InterfaceType, change: (part: Type) => Type): Type {
  return {
    ...type,
    ...(type.signatures !== undefined && { signatures: type.signatures.map(change) }),
    ...(type.embedded !== undefined && { embedded: type.embedded.map(change) }),
  };
}

function mapArguments(type: NamedType, change: (part: Type) => Type): Type {
  return type.args === undefined ? type : { ...type, args: type.args.map(change) };
}
