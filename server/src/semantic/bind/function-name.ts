import type { FlatAst, NodeId } from '../../syntax/index.js';
import { Field, Kind, NO_NODE, childIn, childrenOf, firstChild, kindOf, textOf } from '../../syntax/index.js';
import type { FuncInfo } from './bindings.js';

/** `open`, `(*conn).Close` or `conn.Close`: the name in stack traces, without the package. Type parameters are left out. */
export function functionName(ast: FlatAst, text: string, declaration: NodeId): string {
  const name = childIn(ast, declaration, Field.name);
  const label = name === NO_NODE ? '' : textOf(ast, text, name);
  const receiver = receiverType(ast, text, declaration);
  if (receiver === undefined) return label;
  return receiver.isPointer ? `(*${receiver.name}).${label}` : `${receiver.name}.${label}`;
}

/** The name Go gives to the n-th function literal inside `parent`; `glob.` stands for package-level initializers. */
export function literalName(parent: FuncInfo | undefined, ordinal: number): string {
  if (parent === undefined) return `glob..func${ordinal}`;
  return parent.kind === 'literal' ? `${parent.name}.${ordinal}` : `${parent.name}.func${ordinal}`;
}

/** The named type that a method belongs to; `undefined` for functions and for what is not valid Go. */
function receiverType(
  ast: FlatAst,
  text: string,
  method: NodeId,
): { readonly name: string; readonly isPointer: boolean } | undefined {
  const list = childIn(ast, method, Field.receiver);
  const parameter = list === NO_NODE ? NO_NODE : firstChild(ast, list);
  let type = parameter === NO_NODE ? NO_NODE : childIn(ast, parameter, Field.type);
  let isPointer = false;
  while (type !== NO_NODE) {
    const kind = kindOf(ast, type);
    if (kind === Kind.type_identifier) return { name: textOf(ast, text, type), isPointer };
    if (kind === Kind.pointer_type) isPointer = true;
    const inner = childrenOf(ast, type)[0];
    if (inner === undefined) return undefined;
    type = inner;
  }
  return undefined;
}
