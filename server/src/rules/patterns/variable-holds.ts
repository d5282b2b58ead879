import type { PackageFacts } from '../../facts/index.js';
import type { FileModel, NodeId, SymbolId, SymbolInfo } from '../../semantic/index.js';
import { NO_FUNC } from '../../semantic/index.js';
import type { Definition } from './definitions.js';
import { definitionsOf, partWrites } from './definitions.js';
import type { Hold } from './hold.js';
import { linkOf } from './hold.js';
import type { Target } from './target.js';
import { writesOfPlace } from './target.js';
import type { Side, Time, Timeline, When } from './timeline.js';
import { renewalsOf, writesOf } from './timeline.js';
import { isReference } from './types.js';

/** The time of an evaluation, and how deep in other evaluations it stands. */
export interface Moment extends Time {
  readonly depth: number;
}

/** Answers how what a variable holds at some moment reaches the target. `evaluate` does so for expressions. */
export class VariableHolds {
  private readonly visiting = new Set<SymbolId>();

  constructor(
    private readonly model: FileModel,
    private readonly facts: PackageFacts,
    private readonly target: Target,
    private readonly timeline: Timeline,
    private readonly evaluate: (expression: NodeId, moment: Moment) => Hold | undefined,
  ) {}

  /** How the variable's value reaches the target, by the definitions that are in force. */
  of(symbol: SymbolInfo, at: NodeId, moment: Moment): Hold | undefined {
    if (symbol.func === NO_FUNC) return undefined;
    const { root, fields, aliases, inFields, variable } = this.target;
    const isRoot = root === symbol.id && fields.length === 0;
    if (isRoot || aliases.has(symbol.id)) {
      const changes = [...writesOf(this.model, symbol.id), ...renewalsOf(this.model, symbol)];
      const isSame = variable === symbol.id || this.timeline.isUnchanged(changes, moment);
      return isSame ? linkOf(isRoot ? 'target' : 'alias', at) : undefined;
    }
    if (inFields?.root === symbol.id && this.areFieldsUnchanged(moment)) {
      return { ...linkOf('holder', at), field: inFields.fields.at(-1), isCertain: this.isMadeHere(symbol) };
    }
    if (this.visiting.has(symbol.id)) return undefined;
    this.visiting.add(symbol.id);
    const definitions = definitionsOf(this.model, symbol);
    const holds = definitions.map((definition) => this.ofDefinition(symbol, definition, moment));
    this.visiting.delete(symbol.id);
    const found = holds.find((candidate) => candidate?.isCertain) ?? holds.find((candidate) => candidate !== undefined);
    if (found === undefined) return undefined;
    const makers = definitions.filter((_, k) => holds[k] !== undefined).map(({ node }) => node);
    const hold = this.mayBeOther(symbol, makers, moment) ? { ...found, isCertain: false } : found;
    const isPointer =
      hold.kind === 'holder' && this.facts.underlying(this.model.typeOfSymbol(symbol.id)).tag === 'pointer';
    return isPointer ? { ...hold, pointers: [...hold.pointers, symbol.id] } : hold;
  }

  /** True if on some way to the call the variable was last given a value that does not lead to the target. */
  private mayBeOther(symbol: SymbolInfo, makers: readonly NodeId[], moment: Moment): boolean {
    const writes = writesOf(this.model, symbol.id);
    if (writes.length === 0) return false;
    const before: Time = moment.when === 'later' ? { when: this.target.point, side: 'before' } : moment;
    return this.model.referencesOf(symbol.id).some((reference) => {
      const isWhole = reference.access === 'declare' || reference.access === 'write';
      if (!isWhole || makers.includes(reference.node)) return false;
      return this.timeline.sidesInForce(symbol, reference, before, writes).length > 0;
    });
  }

  private ofDefinition(symbol: SymbolInfo, definition: Definition, moment: Moment): Hold | undefined {
    const made = this.timeline.whenOf(definition.node, definition.func);
    const sides: readonly Side[] = moment.side === 'either' ? ['before', 'after'] : [moment.side];
    for (const side of sides) {
      const hold = this.evaluate(definition.value, { when: made, side, depth: moment.depth });
      if (hold === undefined) continue;
      const field = definition.isPart ? definition.field : hold.field;
      const writes = [...writesOf(this.model, symbol.id), ...partWrites(this.model, symbol, field)];
      const time = { when: this.whenRead(symbol, definition, moment.when), side: moment.side };
      const inForce = this.timeline.sidesInForce(symbol, definition, time, writes);
      if (!inForce.includes(side) && !inForce.includes('either')) continue;
      if (!definition.isPart) return hold.kind === 'target' ? { ...hold, kind: 'alias' } : hold;
      const isCertain = hold.isCertain && this.isMadeHere(symbol);
      return { ...hold, kind: 'holder', field: definition.field, isCertain };
    }
    return undefined;
  }

  /** What is behind a pointer counts as it is later on, whenever the pointer itself is read. */
  private whenRead(symbol: SymbolInfo, { isPart }: Definition, when: When): When {
    if (!isPart || when !== this.target.point || writesOf(this.model, symbol.id).length > 0) return when;
    return isReference(this.facts.underlying(this.model.typeOfSymbol(symbol.id))) ? 'later' : when;
  }

  /** True if the fields that hold the target lead at that moment to what they lead to at the call. */
  areFieldsUnchanged(time: Time): boolean {
    const { inFields } = this.target;
    return inFields !== undefined && this.timeline.isUnchanged(writesOfPlace(this.model, inFields), time);
  }

  /**
   * Parameters and receivers come from outside: the function may run again for the same object and replace what its
   * fields hold, and so may others.
   */
  private isMadeHere(symbol: SymbolInfo): boolean {
    return symbol.kind === 'variable' || symbol.kind === 'result';
  }
}
