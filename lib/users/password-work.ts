import { AppError } from '@/lib/platform/errors';

/** Of the four threads that Node shares with files and compression, so that pages are served during a flood. */
const AT_ONCE = 3;
/** At 20 to 50 checks a second about ten seconds of waiting: nobody waits for longer than that. */
const WAITING = 200;

let running = 0;
const waiting: (() => void)[] = [];

/**
 * Runs slow work on a password, a few pieces at a time. A flood of sign-ins from everywhere passes by every limit of
 * accounts and addresses; here it is refused at once instead of making everybody wait.
 * @throws AppError `unavailable`
 */
export async function oneOfFew<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) {
    if (waiting.length >= WAITING) {
      throw new AppError('unavailable', 'Very many people are signing in right now. Wait a minute, then try again.');
    }
    // Whoever ends hands the place over; it is not given up and taken again.
    await new Promise<void>((go) => waiting.push(go));
  } else running++;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}
