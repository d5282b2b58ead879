import type { FileModel, NodeId } from '../../semantic/index.js';
import { callMode } from '../../semantic/index.js';
import type { Related } from '../rule.js';
import type { Misuse } from './pool-misuse-kinds.js';
import { objectName } from './pool-sites.js';

/** What is done with the object, and what follows from it. */
export function describeMisuse(model: FileModel, misuse: Misuse): string {
  const { kind, put, view, escape } = misuse;
  const object = objectName(model, put);
  const memory = view.of === 'memory' ? `${shown(model, view.expression)}, memory of ${object},` : object;
  switch (kind) {
    case 'use':
      return `${memory} is used after ${putText(model, put.call.node)}: the pool may have given ${object} to somebody else by then`;
    case 'double-put':
      return `${object} is put back twice: two callers of Get may be given the same object`;
    case 'reset-after-put':
      return `${object} is reset after it is put back: whoever has it by then loses what it wrote`;
    case 'goroutine':
      return `${memory} is used by a goroutine that may still run when ${putText(model, put.call.node)} gives it back`;
    case 'escape':
    case 'deferred-escape': {
      const how = escape?.how === 'sent' ? 'is sent' : escape?.how === 'stored' ? 'is stored' : 'is returned';
      const deferred = kind === 'deferred-escape' ? 'the deferred ' : '';
      return `${memory} ${how}, but ${deferred}${putText(model, put.call.node)} gives ${object} back: the next user overwrites it`;
    }
  }
}

/** The Put, the other Put, and where memory of the object got its name. */
export function placesOfMisuse(model: FileModel, { put, view, other, kind }: Misuse): Related[] {
  const places: Related[] = [];
  if (kind === 'double-put' && other !== undefined) {
    places.push({ at: model.spanOf(other.call.callee), message: 'it is put back here, too' });
  } else {
    const isDeferred = callMode(model, put.call.node) === 'defer';
    places.push({
      at: model.spanOf(put.call.callee),
      message: isDeferred ? 'its Put is deferred here' : 'it is put back here',
    });
  }
  const symbol = model.symbol(view.symbol);
  const isOther = symbol !== undefined && symbol.id !== put.object?.root && view.of === 'memory';
  if (isOther)
    places.push({ at: model.spanOf(symbol.declaration), message: `${symbol.name} is memory of it from here on` });
  return places;
}

function putText(model: FileModel, call: NodeId): string {
  return shown(model, call);
}

/** The text on one line, shortened. */
function shown(model: FileModel, node: NodeId): string {
  const text = model.textOf(node).replace(/\s+/g, ' ');
  return text.length > 48 ? `${text.slice(0, 47)}…` : text;
}
