import type { Call, FileModel, NodeId } from '../../semantic/index.js';
import { Field, Kind, NO_NODE, Op, childIn, contextOf, kindOf, parentOf } from '../../semantic/index.js';

/** True for a string that lies in memory of a slice: `unsafe.String(…)`, `*(*string)(unsafe.Pointer(&b))`. */
export function isUnsafeText(model: FileModel, expression: NodeId): boolean {
  const node = model.unparenthesized(expression);
  if (kindOf(model.ast, node) === Kind.unary_expression) return isTextBehindPointer(model, node);
  return kindOf(model.ast, node) === Kind.call_expression && isOfUnsafe(model, node, 'String');
}

/**
 * What package unsafe makes of an element or a variable whose address is taken: `&b[0]` of `unsafe.String(&b[0], n)`, and
 * the string that a pointer to the slice is made one to. `undefined` where it does nothing to it.
 */
export function unsafeViewOf(model: FileModel, expression: NodeId): NodeId | undefined {
  const isAddress = isAddressOf(model, expression);
  const what = contextOf(model, expression);
  const address = isAddress ? expression : what.does === 'address' ? what.expression : NO_NODE;
  if (address === NO_NODE) return undefined;
  const use = contextOf(model, address);
  if (use.does === 'argument' && use.index === 0 && isOfUnsafe(model, use.call, 'String')) return use.call;
  return isAddress ? textBehind(model, address) : undefined;
}

/** `*(*string)(unsafe.Pointer(&b))` around `&b`. */
function textBehind(model: FileModel, address: NodeId): NodeId | undefined {
  let at = address;
  for (let i = 0; i < 16 && at > 0; i++) {
    at = parentOf(model.ast, at);
    const kind = kindOf(model.ast, at);
    if (kind === Kind.unary_expression) return isTextBehindPointer(model, at) ? at : undefined;
    if (kind === Kind.expression_list || kind === Kind.statement_list) return undefined;
  }
  return undefined;
}

function isTextBehindPointer(model: FileModel, node: NodeId): boolean {
  if ((model.ast.op[node] as Op) !== Op.times) return false;
  const conversion = callIn(model, model.unparenthesized(childIn(model.ast, node, Field.operand)));
  if (conversion === undefined || model.textOf(conversion.callee).replace(/[\s()]+/g, '') !== '*string') return false;
  const pointer = callIn(model, model.unparenthesized(conversion.args[0] ?? NO_NODE));
  const [address] = pointer === undefined || !isOfUnsafe(model, pointer.node, 'Pointer') ? [] : pointer.args;
  return address !== undefined && isAddressOf(model, model.unparenthesized(address));
}

function callIn(model: FileModel, node: NodeId): Call | undefined {
  return node !== NO_NODE && kindOf(model.ast, node) === Kind.call_expression ? model.callAt(node) : undefined;
}

function isAddressOf(model: FileModel, node: NodeId): boolean {
  return kindOf(model.ast, node) === Kind.unary_expression && (model.ast.op[node] as Op) === Op.and;
}

function isOfUnsafe(model: FileModel, call: NodeId, name: string): boolean {
  const { callee } = model.callAt(call);
  if (callee === NO_NODE || kindOf(model.ast, callee) !== Kind.selector_expression) return false;
  const isPackage = model.importPathAt(childIn(model.ast, callee, Field.operand)) === 'unsafe';
  return isPackage && model.textOf(childIn(model.ast, callee, Field.field)) === name;
}
