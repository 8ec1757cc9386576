/** Something that was started and must be ended, last started first. Each part is ended once, regardless of the reason. */
type Part = { name: string; end: () => Promise<void> | void; force?: (() => void) | undefined };

export class Shutdown {
  private readonly parts: Part[] = [];
  private running: Promise<void> | undefined;

  constructor(private readonly report: (name: string, error: unknown) => void) {}

  /** Adds a part; `force` ends it at once without waiting, for a second Ctrl-C. Returns a function that removes the part. */
  add(name: string, end: Part['end'], force?: () => void): () => void {
    const part = { name, end, force };
    this.parts.push(part);
    return () => {
      const at = this.parts.indexOf(part);
      if (at >= 0) this.parts.splice(at, 1);
    };
  }

  get begun(): boolean {
    return this.running !== undefined;
  }

  all(): Promise<void> {
    this.running ??= this.endEach();
    return this.running;
  }

  forceAll(): void {
    for (const part of this.parts.splice(0).reverse()) part.force?.();
  }

  private async endEach(): Promise<void> {
    // A part stays on the list until it has ended, so that a second Ctrl-C can still force it.
    for (let part = this.parts.at(-1); part; part = this.parts.at(-1)) {
      const current = part;
      try {
        await withinPatience(current);
      } catch (error) {
        this.report(current.name, error);
      }
      const at = this.parts.indexOf(current);
      if (at >= 0) this.parts.splice(at, 1);
    }
  }
}

const PATIENCE_MS = 20_000;

/**
 * Ends a part within a time limit, so that one that hangs does not keep those below it, above all PostgreSQL, from ending.
 */
async function withinPatience(part: Part): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      part.force?.();
      reject(new Error('it took too long'));
    }, PATIENCE_MS);
  });
  try {
    await Promise.race([part.end(), tooLong]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Ends everything on Ctrl-C, a plain `kill` or a closed window. Only a second Ctrl-C does not wait: a closed window, the end
 * of npm and the next start may all ask for the same end. A terminal and npm may both pass on the same Ctrl-C, so one that
 * follows within half a second counts as the same one.
 */
export function endOnSignals(shutdown: Shutdown, say: (line: string) => void, exit: (code: number) => void): void {
  let firstAt = 0;
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      const now = performance.now();
      if (firstAt !== 0) {
        if (name !== 'SIGINT' || now - firstAt < 500) return;
        shutdown.forceAll();
        exit(130);
        return;
      }
      firstAt = now;
      say('Stopping…');
      void shutdown.all().then(() => exit(0));
    });
  }
}
