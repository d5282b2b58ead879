interface Pause {
  takeBack: () => void;
  readonly over: Promise<void>;
  readonly end: () => void;
}

/** Tells when there was no change to something for a while. */
export class Quiet {
  private readonly pauses = new Map<string, Pause>();

  constructor(
    private readonly after: (milliseconds: number, task: () => void) => () => void,
    private readonly pauseMs: number,
  ) {}

  /** A change: the pause begins, or begins anew. */
  begin(key: string): void {
    const takeBack = this.after(this.pauseMs, () => this.end(key));
    const pause = this.pauses.get(key);
    if (pause === undefined) {
      this.pauses.set(key, { takeBack, ...promise() });
      return;
    }
    pause.takeBack();
    pause.takeBack = takeBack;
  }

  /** The pause is over, or is no longer waited for. */
  end(key: string): void {
    const pause = this.pauses.get(key);
    if (pause === undefined) return;
    this.pauses.delete(key);
    pause.takeBack();
    pause.end();
  }

  isPending(key: string): boolean {
    return this.pauses.has(key);
  }

  /** Resolves at the end of the pause, at once if there is none. */
  async wait(key: string): Promise<void> {
    await this.pauses.get(key)?.over;
  }
}

function promise(): Pick<Pause, 'over' | 'end'> {
  let end: () => void = () => undefined;
  const over = new Promise<void>((resolve) => (end = resolve));
  return { over, end };
}
