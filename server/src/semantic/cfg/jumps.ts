import type { PointId } from './cfg.js';
import type { GraphDraft, Loose } from './graph-draft.js';

/** A statement that `break` or `continue` may name. */
export interface Target {
  readonly label: string | undefined;
  readonly breaks: Loose[];
  /** `undefined` for switch and select, which `continue` passes over. */
  readonly continues: Loose[] | undefined;
}

/** Labels, and the edges of statements that jump, under construction. */
export class Jumps {
  private readonly targets: Target[] = [];
  private readonly labels = new Map<string, PointId>();
  private readonly gotos: { readonly from: Loose; readonly label: string }[] = [];
  /** Where `fallthrough` leads, collected for the next clause; one list per switch around. */
  private readonly fallthroughs: Loose[][] = [];

  /** Opens a statement that can be left by `break`; to be closed when its parts are done. */
  open(target: Target): void {
    this.targets.push(target);
    this.fallthroughs.push([]);
  }

  close(): void {
    this.targets.pop();
    this.fallthroughs.pop();
  }

  /** The edges that fell through to the clause that begins now. */
  takeFallthroughs(): readonly Loose[] {
    return this.fallthroughs.at(-1)?.splice(0) ?? [];
  }

  label(name: string, point: PointId): void {
    this.labels.set(name, point);
  }

  goTo(label: string, edges: readonly Loose[]): void {
    for (const from of edges) this.gotos.push({ from, label });
  }

  fallThrough(edges: readonly Loose[]): void {
    this.fallthroughs.at(-1)?.push(...edges);
  }

  breakTo(label: string | undefined, edges: readonly Loose[]): void {
    this.find((target) => label === undefined || target.label === label)?.breaks.push(...edges);
  }

  continueAt(label: string | undefined, edges: readonly Loose[]): void {
    const found = this.find((target) => target.continues !== undefined && (label ?? target.label) === target.label);
    found?.continues?.push(...edges);
  }

  /** Joins every `goto` with its label. */
  resolve(graph: GraphDraft): void {
    for (const { from, label } of this.gotos) {
      const to = this.labels.get(label);
      if (to !== undefined) graph.join([from], to);
    }
  }

  private find(fits: (target: Target) => boolean): Target | undefined {
    for (let i = this.targets.length - 1; i >= 0; i--) {
      const target = this.targets[i];
      if (target !== undefined && fits(target)) return target;
    }
    return undefined;
  }
}
