/** The longest that a queue rests before it tries again. */
const MAX_REST_MS = 60_000;

export type QueueRest = {
  /** Whether the queue rests now. */
  readonly resting: boolean;
  /** Begins a rest, twice as long as the one before it. Returns its length in milliseconds; null: it rests already. */
  begin(): number | null;
  /** A job was done, so the next rest is short again. */
  over(): void;
  end(): void;
};

/**
 * A queue's pauses while what all of its jobs need is away, as when a mail server closes its doors: the jobs would fail one
 * after the other, and use up their attempts.
 */
export function queueRest(firstMs: number, onEnd: () => void): QueueRest {
  let timer: NodeJS.Timeout | null = null;
  let nextMs = firstMs;
  return {
    get resting() {
      return timer !== null;
    },
    begin() {
      if (timer) return null;
      const ms = nextMs;
      nextMs = Math.min(MAX_REST_MS, nextMs * 2);
      timer = setTimeout(() => {
        timer = null;
        onEnd();
      }, ms);
      timer.unref();
      return ms;
    },
    over() {
      nextMs = firstMs;
    },
    end() {
      if (timer) clearTimeout(timer);
    },
  };
}
