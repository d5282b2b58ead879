import { calleeOf } from '../../facts/index.js';
import type { Call, FileModel, FuncInfo, NodeId, SymbolInfo } from '../../semantic/index.js';
import {
  Field,
  Kind,
  NO_FUNC,
  NO_NODE,
  afterOf,
  callMode,
  childIn,
  contextOf,
  firstChild,
  kindOf,
  parentOf,
  runInDeclaration,
  selectCaseOf,
  usesOf,
} from '../../semantic/index.js';
import type { View } from './unsatisfied-waits.js';
import { declaredAround, livesAsLongAsProcess } from './unsatisfied-waits.js';

/** A condition on which somebody waits and which nothing signals: a field of a type, or a local variable. */
export interface SilentCond {
  /** As in messages: `queue.cond`, `cond`. */
  readonly name: string;
  readonly isField: boolean;
  /** The declaration, where it is in this file. */
  readonly declaration: NodeId;
}

/** The condition that `x.Wait()` waits on, if nothing signals it. */
export function silentCond(view: View, { callee }: Call): SilentCond | undefined {
  const { model, facts } = view;
  const operand = model.unparenthesized(childIn(model.ast, callee, Field.operand));
  const symbol = kindOf(model.ast, operand) === Kind.identifier ? model.symbolAt(operand) : undefined;
  if (symbol !== undefined) return silentVariable(model, symbol);
  if (kindOf(model.ast, operand) !== Kind.selector_expression) return undefined;
  const owner = facts.resolve(model.typeOf(childIn(model.ast, operand, Field.operand)));
  const named = owner.tag === 'pointer' ? facts.resolve(owner.to) : owner;
  if (named.tag !== 'named' || named.path !== '') return undefined;
  const field = model.textOf(childIn(model.ast, operand, Field.field));
  const struct = facts.underlying(named);
  const isOwn = struct.tag === 'struct' && struct.fields.some(({ name, isEmbedded }) => name === field && !isEmbedded);
  if (!isOwn || !facts.conds.isNeverWoken(named.name, field)) return undefined;
  return { name: `${named.name}.${field}`, isField: true, declaration: NO_NODE };
}

/** A local variable that is used for nothing but waiting and its lock. */
function silentVariable(model: FileModel, { id, name, func, kind, declaration }: SymbolInfo): SilentCond | undefined {
  if (kind !== 'variable' || func === NO_FUNC) return undefined;
  const isSilent = usesOf(model, id).every(({ what, path }) => {
    if (what.does === 'declared') return true;
    if (path.length > 0) return path[0] === 'L' && (what.does === 'assigned' || what.does === 'method');
    return what.does === 'method' && what.name === 'Wait';
  });
  const owner = model.func(func);
  if (!isSilent || owner === undefined || livesAsLongAsProcess(model, owner, declaration)) return undefined;
  return isMadeHere(model, declaration) ? { name, isField: false, declaration } : undefined;
}

/** True for `c := sync.NewCond(l)` and `var c sync.Cond`: nobody else has it. */
function isMadeHere(model: FileModel, declaration: NodeId): boolean {
  const parent = parentOf(model.ast, declaration);
  const statement = kindOf(model.ast, parent) === Kind.expression_list ? parentOf(model.ast, parent) : parent;
  if (kindOf(model.ast, statement) === Kind.var_spec && childIn(model.ast, statement, Field.value) === NO_NODE)
    return true;
  return model.callsIn(statement).some((call) => model.importedCallees(call).includes('sync.NewCond'));
}

/** The `select {}` of a declared function and its literals that a goroutine runs into. */
export function emptySelectsIn(view: View, func: FuncInfo): readonly { readonly at: NodeId; readonly name: string }[] {
  const { model } = view;
  const empty = emptySelectsBelow(model, func.node);
  if (empty.length === 0 || livesAsLongAsProcess(model, func, NO_NODE)) return [];
  return empty.flatMap((at) => {
    const inner = model.funcAt(at);
    if (inner === undefined) return [];
    const run = runInDeclaration(model, inner);
    if (run === 'goroutine') return [{ at, name: '' }];
    const isStarted = run === 'here' && (isStartedHere(view, func) || isStartedElsewhere(view, func));
    return isStarted ? [{ at, name: model.textOf(childIn(model.ast, func.node, Field.name)) }] : [];
  });
}

function emptySelectsBelow(model: FileModel, top: NodeId): readonly NodeId[] {
  const found: NodeId[] = [];
  for (let node = top; node < afterOf(model.ast, top); node = (node + 1) as NodeId) {
    if (kindOf(model.ast, node) === Kind.select_statement && firstChild(model.ast, node) === NO_NODE) found.push(node);
  }
  return found;
}

/** True if a go statement of this file starts the function, outside of what `main` and `init` do once. */
function isStartedHere({ model, facts }: View, func: FuncInfo): boolean {
  const name = model.textOf(childIn(model.ast, func.node, Field.name));
  model.looks.everywhere();
  return model.bindings.calls.some((node) => {
    if (callMode(model, node) !== 'go') return false;
    const callee = calleeOf(model, facts, model.callAt(node));
    const isIt = (callee.kind === 'function' && callee.path === '') || callee.kind === 'method';
    if (!isIt || callee.name !== name || (callee.kind === 'method') !== (func.kind === 'method')) return false;
    const { receiver } = callee.kind === 'method' ? callee : { receiver: undefined };
    const owners = [`${receiver?.name}.${name}`, `(*${receiver?.name}).${name}`];
    if (receiver !== undefined && !owners.includes(func.name)) return false;
    const starter = model.funcAt(node);
    return starter !== undefined && !livesAsLongAsProcess(model, declaredAround(model, starter), node);
  });
}

/** True if a go statement of another file of the package starts it. */
function isStartedElsewhere({ model, facts }: View, func: FuncInfo): boolean {
  const name = model.textOf(childIn(model.ast, func.node, Field.name));
  // `(*T).f`, `T.f`, `f`
  const receiver = func.name.slice(0, -name.length).replaceAll(/[(*).]/g, '');
  return facts.starts.has(receiver, name);
}

/** True for `<-make(chan T)` in a goroutine: nobody else has the channel. */
export function isReceivedAtOnce({ model }: View, make: Call): boolean {
  const what = contextOf(model, make.node);
  const func = model.funcAt(make.node);
  if (what.does !== 'receive' || selectCaseOf(model, what.at) !== undefined || func === undefined) return false;
  const isOfProcess = livesAsLongAsProcess(model, declaredAround(model, func), make.node);
  return runInDeclaration(model, func) === 'goroutine' && !isOfProcess;
}
