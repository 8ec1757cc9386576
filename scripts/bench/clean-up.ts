type Step = () => Promise<unknown> | unknown;

/**
 * Runs a bench and ends the process. What it started is undone, the latest first, also when it fails or is interrupted.
 * @param undo the steps that undo it, which the bench adds to
 */
export function runBench(bench: () => Promise<void>, undo: Step[]): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end(1));
  bench().then(
    () => end(0),
    (error) => {
      console.error(error);
      return end(1);
    },
  );

  async function end(code: number): Promise<never> {
    for (const step of undo.reverse()) {
      try {
        await step();
      } catch (error) {
        console.error(error);
      }
    }
    process.exit(code);
  }
}
