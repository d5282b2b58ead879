/** Asked between units of work; once true it stays true. */
export interface Cancellation {
  readonly isCancelled: boolean;
}

export const neverCancelled: Cancellation = { isCancelled: false };

/** A cancellation that its owner triggers. */
export class CancellationSource implements Cancellation {
  private cancelled = false;

  get isCancelled(): boolean {
    return this.cancelled;
  }

  cancel(): void {
    this.cancelled = true;
  }
}
