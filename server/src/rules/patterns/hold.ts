import type { NodeId, SymbolId, SymbolInfo } from '../../semantic/index.js';

/** In which way an expression leads to the target. */
export type HoldKind = 'target' | 'alias' | 'holder' | 'inside' | 'closure' | 'method-value' | 'leads-back';

/** How an expression or a variable keeps the target reachable. */
export interface Hold {
  readonly kind: HoldKind;
  /** The expression that makes the link: the use of the target, the address, the literal. */
  readonly at: NodeId;
  /** The variable that is captured, if the link goes through one. */
  readonly through: SymbolInfo | undefined;
  /** Variables captured by reference on the way: when one of them is given another value, the link is gone. */
  readonly variables: readonly SymbolId[];
  /** Variables that point to a holder: when the holder's field is given another value, the link is gone. */
  readonly pointers: readonly SymbolId[];
  /** The field in which a holder keeps the target, where it is known. */
  readonly field: string | undefined;
  /** False where only types or the names of fields speak for the link, and other code may have cut it. */
  readonly isCertain: boolean;
}

/** A link that is certain and goes through nothing else. */
export function linkOf(kind: HoldKind, at: NodeId): Hold {
  return { kind, at, through: undefined, variables: [], pointers: [], field: undefined, isCertain: true };
}

/** True for the pointer itself, under whatever name. */
export function isTheTarget(hold: Hold | undefined): boolean {
  return hold?.kind === 'target' || hold?.kind === 'alias';
}
