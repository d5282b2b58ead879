import type { FileModel, FuncInfo, NodeId, Type } from '../semantic/index.js';
import { callMode, loopsAround } from '../semantic/index.js';
import type { CalleeRef } from './callee-ref.js';
import { calleeRefOf } from './callee-ref.js';
import type { Selected } from './selected.js';

/**
 * The functions and methods that the `go` statements of a file name and that may be of its package, each once. What
 * `main` and `init` start once is left out: it ends with the process.
 */
export function readStarts(model: FileModel): readonly CalleeRef[] {
  const found = new Map<string, CalleeRef>();
  for (const call of model.bindings.calls) {
    if (callMode(model, call) !== 'go' || isOfProcess(model, call)) continue;
    const callee = calleeRefOf(model, call);
    if (callee === undefined || ('path' in callee && callee.path !== '')) continue;
    found.set(JSON.stringify(callee), callee);
  }
  return [...found.values()];
}

/** What is asked of the package. */
interface StartLookup {
  select(type: Type, name: string): Selected;
}

/** Which functions the files of a package start as goroutines. */
export class PackageStarts {
  private readonly starts: readonly CalleeRef[];

  constructor(
    private readonly facts: StartLookup,
    files: readonly (readonly CalleeRef[])[],
  ) {
    this.starts = files.flat();
  }

  /** True if a go statement names the function or method; `receiver` is the name of its type, '' for functions. */
  has(receiver: string, name: string): boolean {
    return this.starts.some((callee) => callee.name === name && this.isOf(receiver, callee));
  }

  private isOf(receiver: string, callee: CalleeRef): boolean {
    if ('path' in callee) return receiver === '';
    const selected = this.facts.select(callee.of, callee.name);
    return selected.what === 'method' && selected.owner.path === '' && selected.owner.name === receiver;
  }
}

/** True for what `main` and `init` do once. */
function isOfProcess(model: FileModel, node: NodeId): boolean {
  let func: FuncInfo | undefined = model.funcAt(node);
  for (let outer = func; outer !== undefined; outer = model.func(outer.parent)) func = outer;
  if (func?.kind !== 'declaration' || loopsAround(model, node).length > 0) return false;
  return func.name === 'init' || (func.name === 'main' && model.bindings.packageName === 'main');
}
