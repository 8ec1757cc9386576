import { AppError } from '@/lib/platform/errors';

/** Out of four threads, which Node also uses for files and compression, so that pages are still served in a flood. */
const AT_ONCE = 3;
/** At 20 to 50 checks a second this is about ten seconds of waiting; nobody waits longer than that. */
const WAITING = 200;

/**
 * Which queue the work waits in: `known` for a person who has proved who they are or came from a device that is known
 * for them, `anybody` for everyone else. A flood in the second delays nobody in the first.
 */
export type Line = 'known' | 'anybody';

let running = 0;
const waiting: Record<Line, (() => void)[]> = { known: [], anybody: [] };

/**
 * Runs slow password work, a few jobs at a time. A flood of sign-ins from many places gets past every limit on accounts
 * and addresses; here it is rejected at once instead of making everybody wait.
 * @throws AppError `unavailable`
 */
export async function oneOfFew<T>(work: () => Promise<T>, line: Line): Promise<T> {
  if (running >= AT_ONCE) {
    if (waiting[line].length >= WAITING) {
      throw new AppError('unavailable', 'Many people are signing in right now. Wait a minute, then try again.');
    }
    // A finished job passes its slot directly to the next one instead of releasing it, so that nobody else can grab it.
    await new Promise<void>((go) => waiting[line].push(go));
  } else running++;
  try {
    return await work();
  } finally {
    const next = waiting.known.shift() ?? waiting.anybody.shift();
    if (next) next();
    else running--;
  }
}
