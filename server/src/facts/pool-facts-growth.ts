import type { FileModel, NodeId } from '../semantic/index.js';
import { Field, Kind, NO_NODE, afterOf, childIn, contextOf, kindOf, printType } from '../semantic/index.js';
import type { PoolGrowthFact } from './pool-facts-types.js';
import { isCutToNothing, isSamePlace } from './pool-facts-steps.js';

/** Methods and functions of the standard library that add to a buffer. */
const WRITES = /^(?:Write(?!To)|ReadFrom|Fprint)/;

/** The fields that the code below a node appends to, gives entries to, writes to, or empties, each once and by a key. */
export function readPoolGrowth(model: FileModel, within: NodeId): ReadonlyMap<string, PoolGrowthFact> {
  const facts = new Map<string, PoolGrowthFact>();
  const { ast } = model;
  for (let node = within; node < afterOf(ast, within); node = (node + 1) as NodeId) {
    if (kindOf(ast, node) !== Kind.selector_expression) continue;
    const how = howUsed(model, node);
    if (how === undefined) continue;
    const owner = model.typeOf(childIn(ast, node, Field.operand));
    const type = owner.tag === 'pointer' ? owner.to : owner;
    if (type.tag === 'unknown' || (type.tag === 'named' && type.path !== '')) continue;
    const field = model.textOf(childIn(ast, node, Field.field));
    facts.set(`${printType(type)} ${field} ${how}`, { owner: type, field, how });
  }
  return facts;
}

function howUsed(model: FileModel, selector: NodeId): PoolGrowthFact['how'] | undefined {
  const what = contextOf(model, selector);
  switch (what.does) {
    case 'assigned':
      return what.value === NO_NODE ? undefined : howAssigned(model, selector, what.value);
    case 'indexed': {
      const entry = contextOf(model, what.expression);
      return entry.does === 'assigned' ? 'entry' : undefined;
    }
    case 'builtin':
      return what.name === 'clear' || (what.name === 'delete' && what.index === 0) ? 'cut' : undefined;
    case 'address':
      return isWritten(model, contextOf(model, what.expression)) ? 'content' : undefined;
    case 'argument':
      return isWritten(model, what) ? 'content' : undefined;
    case 'read':
      return howCalled(model, selector);
    default:
      return undefined;
  }
}

function howAssigned(model: FileModel, selector: NodeId, value: NodeId): PoolGrowthFact['how'] {
  const inner = model.unparenthesized(value);
  if (kindOf(model.ast, inner) === Kind.slice_expression) return isCutToNothing(model, inner) ? 'cut' : 'pop';
  if (kindOf(model.ast, inner) !== Kind.call_expression) return 'cut';
  const { args } = model.callAt(inner);
  const [first] = args;
  const isSame = first !== undefined && isSamePlace(model, first, selector);
  return isSame ? 'append' : 'cut';
}

/** `x.field.WriteString(…)` and `x.field.Reset()`: the selector is the operand of the called selector. */
function howCalled(model: FileModel, selector: NodeId): PoolGrowthFact['how'] | undefined {
  const { ast } = model;
  const outer = ast.parent[model.parenthesized(selector)] as NodeId;
  if (kindOf(ast, outer) !== Kind.selector_expression || contextOf(model, outer).does !== 'called') return undefined;
  const name = model.textOf(childIn(ast, outer, Field.field));
  if (WRITES.test(name)) return 'content';
  return /^(?:Reset|Truncate|Clear)/i.test(name) ? 'cut' : undefined;
}

function isWritten(model: FileModel, what: ReturnType<typeof contextOf>): boolean {
  if (what.does !== 'argument' || what.index !== 0) return false;
  const { callee } = model.callAt(what.call);
  if (callee === NO_NODE || kindOf(model.ast, callee) !== Kind.selector_expression) return false;
  return WRITES.test(model.textOf(childIn(model.ast, callee, Field.field)));
}
