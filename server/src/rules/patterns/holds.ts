import type { PackageFacts, Selected } from '../../facts/index.js';
import type { FileModel, FuncInfo, NodeId, SymbolId, SymbolInfo, Type } from '../../semantic/index.js';
import {
  Field,
  Kind,
  NO_FUNC,
  NO_NODE,
  NO_SYMBOL,
  Op,
  afterOf,
  childIn,
  childrenIn,
  childrenOf,
  firstChild,
  kindOf,
} from '../../semantic/index.js';
import { isFieldKey } from './definitions.js';
import { isFunction } from './function-use.js';
import type { Hold } from './hold.js';
import { isTheTarget, linkOf } from './hold.js';
import { isInsideTarget } from './memory.js';
import type { Target } from './target.js';
import { isSamePlace, placeOf } from './target.js';
import { Timeline } from './timeline.js';
import { conversionOperand, isCopy, isReference, isType } from './types.js';
import type { Moment } from './variable-holds.js';
import { VariableHolds } from './variable-holds.js';

type SelectedMethod = Extract<Selected, { readonly what: 'method' }>;

const MAX_DEPTH = 24;

/** Answers how expressions of one function reach the target of a call: what they capture, copy, point into. */
export class Holds {
  private readonly variables: VariableHolds;
  private readonly timeline: Timeline;

  constructor(
    private readonly model: FileModel,
    private readonly facts: PackageFacts,
    private readonly target: Target,
  ) {
    this.timeline = new Timeline(model, target.func, target.point);
    const evaluate = (expression: NodeId, moment: Moment): Hold | undefined => this.at(expression, moment);
    this.variables = new VariableHolds(model, facts, target, this.timeline, evaluate);
  }

  /** How the value that the expression has where it stands reaches the target. */
  of(expression: NodeId): Hold | undefined {
    const func = this.model.funcAt(expression);
    const isLiteral = func?.node === expression;
    const around = isLiteral ? func.parent : (func?.id ?? NO_FUNC);
    return this.at(expression, { when: this.timeline.whenOf(expression, around), side: 'either', depth: 0 });
  }

  /** How the value of the expression at that moment reaches the target. */
  private at(expression: NodeId, moment: Moment): Hold | undefined {
    const { ast } = this.model;
    const node = this.model.unparenthesized(expression);
    const deeper = { ...moment, depth: moment.depth + 1 };
    if (node === NO_NODE || moment.depth > MAX_DEPTH) return undefined;
    switch (kindOf(ast, node)) {
      case Kind.identifier:
      case Kind.type_identifier:
        return this.isTargetVariable(node) ? undefined : this.ofName(node, deeper);
      case Kind.func_literal:
        return this.ofLiteral(node, deeper);
      case Kind.selector_expression:
        return this.ofSelector(node, deeper);
      case Kind.unary_expression:
        return ast.op[node] === Op.and ? this.ofAddress(node, deeper) : this.ofPointee(node, deeper);
      case Kind.index_expression:
        return this.ofElement(node, deeper);
      case Kind.composite_literal:
        return this.ofElements(childIn(ast, node, Field.body), this.facts.underlying(this.model.typeOf(node)), deeper);
      case Kind.literal_value:
        return this.ofElements(node, undefined, deeper);
      case Kind.slice_expression:
        return this.ofSlice(node, deeper);
      case Kind.call_expression:
        return this.ofCall(node, deeper);
      case Kind.type_conversion_expression:
        return isCopy(this.facts.underlying(this.model.typeOf(node))) ? undefined : this.ofOperand(node, deeper);
      case Kind.type_assertion_expression:
        return this.ofOperand(node, deeper);
      default:
        return undefined;
    }
  }

  /** Captured variables of a literal that reach the target, the first use of each, in source order. */
  capturedBy(literal: NodeId, depth = 0): Hold[] {
    const func = this.model.funcAt(literal);
    if (func === undefined || func.node !== literal) return [];
    const seen = new Set<SymbolId>();
    const holds: Hold[] = [];
    for (let node = (literal + 1) as NodeId; node < afterOf(this.model.ast, literal); node = (node + 1) as NodeId) {
      const id = this.model.bindings.symbolOfNode[node] as SymbolId;
      if (id === NO_SYMBOL || seen.has(id) || isFieldKey(this.model, this.facts, node)) continue;
      seen.add(id);
      const symbol = this.model.symbol(id);
      if (symbol === undefined || !this.isCaptured(symbol, func)) continue;
      const hold = this.ofVariable(symbol, node, { when: 'later', side: 'either', depth: depth + 1 });
      if (hold === undefined) continue;
      // The variable that is the target itself cannot be given up: its memory is the object.
      const variables = this.target.variable === id ? hold.variables : [...hold.variables, id];
      holds.push({ ...hold, at: node, through: symbol, variables });
    }
    return holds;
  }

  /** The value of the variable whose memory is the target is a copy, and a copy is another object. */
  private isTargetVariable(node: NodeId): boolean {
    return this.target.variable !== undefined && this.model.symbolAt(node)?.id === this.target.variable;
  }

  private isCaptured(symbol: SymbolInfo, literal: FuncInfo): boolean {
    return symbol.func !== NO_FUNC && !this.model.isFuncWithin(symbol.func, literal.id);
  }

  private ofOperand(node: NodeId, moment: Moment): Hold | undefined {
    return this.at(childIn(this.model.ast, node, Field.operand), moment);
  }

  private ofName(node: NodeId, moment: Moment): Hold | undefined {
    const symbol = this.model.symbolAt(node);
    return symbol === undefined ? undefined : this.ofVariable(symbol, node, moment);
  }

  private ofVariable(symbol: SymbolInfo, at: NodeId, moment: Moment): Hold | undefined {
    return this.variables.of(symbol, at, moment);
  }

  private ofLiteral(node: NodeId, moment: Moment): Hold | undefined {
    const captured = this.capturedBy(node, moment.depth);
    const hold = captured.find(({ isCertain }) => isCertain) ?? captured[0];
    return hold === undefined ? undefined : { ...hold, kind: 'closure' };
  }

  /** `x.m`: a method value binds its receiver; a field is loaded, which leads back only where the package says so. */
  private ofSelector(node: NodeId, moment: Moment): Hold | undefined {
    const { ast } = this.model;
    const operand = childIn(ast, node, Field.operand);
    if (this.model.importPathAt(operand) !== undefined || isType(this.model, this.facts, operand)) return undefined;
    if (isSamePlace(this.target.inFields, placeOf(this.model, this.facts, node))) {
      if (this.target.isInterior) return undefined;
      return this.variables.areFieldsUnchanged(moment) ? linkOf('target', node) : undefined;
    }
    const selected = this.facts.select(this.model.typeOf(operand), this.model.textOf(childIn(ast, node, Field.field)));
    if (
      selected.what === 'method' &&
      selected.isPointerReceiver &&
      selected.isInside &&
      this.isValueInside(operand, moment)
    ) {
      return linkOf('method-value', node);
    }
    const hold = this.isTargetVariable(operand) ? this.ofName(operand, moment) : this.at(operand, moment);
    if (hold === undefined) return undefined;
    switch (selected.what) {
      case 'interface-method':
        return selected.isDirect ? { ...hold, kind: 'method-value', at: node } : undefined;
      case 'method':
        return this.ofMethod(node, hold, selected);
      case 'field':
        return this.ofField(node, hold, selected.type);
      case 'unknown':
        // Most likely a method with a pointer receiver of a type that another package declares.
        return isTheTarget(hold) && isFunction(this.model, this.target.call, node)
          ? { ...hold, kind: 'method-value', at: node, isCertain: false }
          : undefined;
    }
  }

  /** A value receiver is a copy: it keeps what a holder holds, not the target. */
  private ofMethod(node: NodeId, hold: Hold, method: SelectedMethod): Hold | undefined {
    const bound: Hold = { ...hold, kind: 'method-value', at: node };
    if (method.isInside) return method.isPointerReceiver || hold.kind === 'holder' ? bound : undefined;
    // Promoted through an embedded pointer, which is bound itself: the target, if the holder keeps it there.
    const [embedded, ...more] = method.via;
    const mayBeTarget = hold.kind === 'holder' && (hold.field === undefined || hold.field === embedded);
    if (!mayBeTarget || more.length > 0 || !method.isPointerReceiver) return undefined;
    return { ...bound, variables: [], pointers: [], isCertain: hold.isCertain && hold.field === embedded };
  }

  /** True for a struct that lies inside the target, not for a pointer that does. */
  private isValueInside(operand: NodeId, moment: Moment): boolean {
    return this.facts.underlying(this.model.typeOf(operand)).tag !== 'pointer' && this.isInside(operand, moment);
  }

  private isInside(expression: NodeId, moment: Moment): boolean {
    return isInsideTarget(this.model, this.facts, this.target, expression, (pointer) => this.at(pointer, moment));
  }

  private ofField(node: NodeId, hold: Hold, type: Type): Hold | undefined {
    const resolved = this.facts.resolve(type);
    if (hold.kind === 'holder') {
      const name = this.model.textOf(childIn(this.model.ast, node, Field.field));
      return hold.field === name ? { ...hold, kind: 'alias', field: undefined } : undefined;
    }
    if (!isTheTarget(hold) || !mayPoint(resolved)) return undefined;
    if (!this.facts.mayLeadTo(resolved, this.model.typeOf(this.target.node))) return undefined;
    return { ...linkOf('leads-back', node), isCertain: false };
  }

  /** `&x`, `&x.f`, `&T{…}`: a pointer to the variable, into the object, or to something that holds it. */
  private ofAddress(node: NodeId, moment: Moment): Hold | undefined {
    const operand = this.model.unparenthesized(childIn(this.model.ast, node, Field.operand));
    const kind = kindOf(this.model.ast, operand);
    if (kind === Kind.composite_literal) return this.at(operand, moment);
    if (kind !== Kind.identifier) {
      return this.isInside(operand, moment) ? linkOf('inside', operand) : this.ofHolderOf(operand, moment);
    }
    const symbol = this.model.symbolAt(operand);
    const hold = this.ofName(operand, moment);
    if (hold === undefined || symbol === undefined) return undefined;
    return this.target.variable === symbol.id
      ? { ...hold, kind: 'alias' }
      : { ...hold, kind: 'holder', field: undefined, variables: [...hold.variables, symbol.id] };
  }

  /** A pointer to a field of a holder keeps all of the holder. */
  private ofHolderOf(node: NodeId, moment: Moment): Hold | undefined {
    const { ast } = this.model;
    if (kindOf(ast, node) !== Kind.selector_expression) return undefined;
    const operand = childIn(ast, node, Field.operand);
    const type = this.model.typeOf(operand);
    const selected = this.facts.select(type, this.model.textOf(childIn(ast, node, Field.field)));
    const isInside = selected.what === 'field' && selected.isInside;
    if (!isInside || this.facts.underlying(type).tag !== 'pointer') return undefined;
    const hold = this.at(operand, moment);
    return hold?.kind === 'holder' ? { ...hold, field: undefined } : undefined;
  }

  /** `*p`: a copy of the target is another object; a copy of a holder holds the same, whatever `p` is given later. */
  private ofPointee(node: NodeId, moment: Moment): Hold | undefined {
    if (this.model.ast.op[node] !== Op.times) return undefined;
    const hold = this.ofOperand(node, moment);
    return hold?.kind === 'holder' ? { ...hold, variables: [] } : undefined;
  }

  /** An element of what holds the target may be the target. */
  private ofElement(node: NodeId, moment: Moment): Hold | undefined {
    const hold = this.ofOperand(node, moment);
    return hold?.kind === 'holder' ? { ...linkOf('leads-back', node), isCertain: false } : undefined;
  }

  /** A slice of an array points into the array; a slice of a slice points where that one does. */
  private ofSlice(node: NodeId, moment: Moment): Hold | undefined {
    const operand = this.model.unparenthesized(childIn(this.model.ast, node, Field.operand));
    const type = this.facts.underlying(this.model.typeOf(operand));
    if (type.tag === 'array') return this.isInside(operand, moment) ? linkOf('inside', node) : undefined;
    const hold = this.at(operand, moment);
    if (type.tag === 'pointer' && isTheTarget(hold)) return linkOf('inside', node);
    return hold?.kind === 'inside' || hold?.kind === 'holder' ? hold : undefined;
  }

  /** The elements of a composite literal, nested ones included; keys count where the literal is a map. */
  private ofElements(body: NodeId, type: Type | undefined, moment: Moment): Hold | undefined {
    const { ast } = this.model;
    if (body === NO_NODE || moment.depth > MAX_DEPTH) return undefined;
    for (const element of childrenOf(ast, body)) {
      const isKeyed = kindOf(ast, element) === Kind.keyed_element;
      const key = isKeyed ? childIn(ast, element, Field.key) : NO_NODE;
      const values = isKeyed ? childrenIn(ast, element, Field.value) : [element];
      const parts = type?.tag === 'map' && key !== NO_NODE ? [key, ...values] : values;
      const holds = parts.map((part) => this.at(firstChild(ast, part), moment));
      const hold = holds.find((candidate) => candidate !== undefined);
      const name = key === NO_NODE ? undefined : this.model.textOf(key);
      if (hold !== undefined) return { ...hold, kind: 'holder', field: type?.tag === 'map' ? undefined : name };
    }
    return undefined;
  }

  /** Conversions keep the value, `append` keeps its arguments; what other calls keep is unknown. */
  private ofCall(node: NodeId, moment: Moment): Hold | undefined {
    const call = this.model.callAt(node);
    const symbol = this.model.symbolAt(call.callee);
    if (symbol?.kind === 'universe' && symbol.name === 'append') {
      const holds = call.args.map((argument) => this.at(argument, moment));
      const hold = holds.find((candidate) => candidate !== undefined);
      return hold === undefined ? undefined : { ...hold, kind: 'holder', field: undefined };
    }
    const operand = conversionOperand(this.model, this.facts, call);
    return operand === undefined ? undefined : this.at(operand, moment);
  }
}

function mayPoint(type: Type): boolean {
  return isReference(type) || type.tag === 'named';
}
