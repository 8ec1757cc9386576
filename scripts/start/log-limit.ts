import { requestScope } from '../../lib/platform/request-scope';

/** The maximum number of lines of one kind per minute. */
export const MAX_LINES_PER_MINUTE = 20;
const MINUTE_MS = 60_000;

export type LogLimitDeps = {
  write: (line: string) => void;
  now: () => number;
  maxPerMinute?: number;
};

/**
 * Limits log lines by kind and minute, so that nobody can flood the log with requests. Omitted lines are counted, and the
 * count is written when its minute is over: with the next line of that kind, or by `flush`.
 */
export function logLimit({ write, now, maxPerMinute = MAX_LINES_PER_MINUTE }: LogLimitDeps) {
  const kinds = new Map<string, { since: number; lines: number }>();

  function close(kind: string): void {
    const omitted = (kinds.get(kind)?.lines ?? 0) - maxPerMinute;
    kinds.delete(kind);
    if (omitted > 0) write(`${omitted} more lines about ${kind} were left out within a minute.`);
  }

  return {
    /** Returns whether a line of this kind may be written now; counts it either way. */
    allows(kind: string): boolean {
      const current = kinds.get(kind);
      if (current && now() - current.since >= MINUTE_MS) close(kind);
      const counted = kinds.get(kind) ?? { since: now(), lines: 0 };
      counted.lines++;
      kinds.set(kind, counted);
      return counted.lines <= maxPerMinute;
    },
    /** Writes the counts of the minutes that are over. */
    flush(): void {
      for (const [kind, { since }] of [...kinds]) if (now() - since >= MINUTE_MS) close(kind);
    },
  };
}

/**
 * Returns one of a few fixed kinds, because a stranger who controls the text of an error must not get a new allowance with
 * it.
 */
function kindOfRequest(): string | null {
  const scope = requestScope();
  if (!scope) return null;
  return scope.asked === undefined && !scope.actionBegan ? 'forms that could not be read' : 'requests that failed';
}

/**
 * Limits what is written to the console during a request: Next.js writes a stack trace for each form that it cannot read.
 * Lines outside of requests pass. Returns a function that removes the limit.
 */
export function limitRequestLines(): () => void {
  const original = { error: console.error, warn: console.warn };
  const limit = logLimit({ write: (line) => original.error(line), now: Date.now });
  for (const method of ['error', 'warn'] as const) {
    console[method] = (...parts: unknown[]) => {
      const kind = kindOfRequest();
      if (kind === null || limit.allows(kind)) original[method](...parts);
    };
  }
  const clock = setInterval(() => limit.flush(), MINUTE_MS).unref();
  return () => {
    clearInterval(clock);
    Object.assign(console, original);
  };
}
