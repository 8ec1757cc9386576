type Run = { state: string; total: number; open: number; createdAt: Date };

/** The number of finished people from which the pace is meaningful. */
const ENOUGH = 25;

/** Estimates the time left from the pace so far, such as "About 3 minutes left"; null while it cannot be estimated. */
export function timeLeftOf(run: Run, now: Date): string | null {
  const done = run.total - run.open;
  if (run.state !== 'running' || run.open === 0 || done < ENOUGH) return null;
  const seconds = (((now.getTime() - run.createdAt.getTime()) / done) * run.open) / 1000;
  if (seconds < 60) return 'Less than a minute left.';
  const minutes = Math.round(seconds / 60);
  return `About ${minutes === 1 ? 'a minute' : `${minutes.toLocaleString('en-US')} minutes`} left.`;
}
