import type { NodeId } from '../../syntax/index.js';
import type { FuncId, LabelInfo } from './bindings.js';

interface Found {
  readonly name: string;
  readonly node: NodeId;
  readonly func: FuncId;
}

/** The labels of a file, collected node by node. */
export class Labels {
  private readonly declared: Found[] = [];
  private readonly used: Found[] = [];

  declare(name: string, node: NodeId, func: FuncId): void {
    this.declared.push({ name, node, func });
  }

  use(name: string, node: NodeId, func: FuncId): void {
    this.used.push({ name, node, func });
  }

  /** Every label with its uses; the first of two with one name counts. */
  result(): LabelInfo[] {
    const usesOf = new Map<string, NodeId[]>();
    const keyOf = ({ name, func }: Found): string => `${func} ${name}`;
    const labels = this.declared.map((found): LabelInfo => {
      const uses: NodeId[] = [];
      if (!usesOf.has(keyOf(found))) usesOf.set(keyOf(found), uses);
      return { name: found.name, declaration: found.node, func: found.func, uses };
    });
    for (const found of this.used) usesOf.get(keyOf(found))?.push(found.node);
    return labels;
  }
}
