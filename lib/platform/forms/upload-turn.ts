import { AppError, isAppError } from '../errors';
import { FairQueue, QueueFull } from '../fair-queue';
import { networkOf } from '../network';
import { type RequestScope, requestScope } from '../request-scope';
import { sharedInProcess } from '../shared';

/** A body larger than this, in bytes, contains a file or a pasted list. */
const MIN_UPLOAD = 16_000;

/**
 * Many times what a turn costs this thread, in milliseconds; a request that waits for records, or whose client reads slowly,
 * loses its turn.
 */
const MAX_TURN_MS = 500;

/**
 * The next turn begins after a pause as long as the last turn, and at most this long, in milliseconds: whatever is
 * uploaded, half of this thread's time remains for pages.
 */
const MAX_PAUSE_MS = 50;

const RETRY_AFTER_SECONDS = 10;
const ALL_FULL = 'Many files are being read right now. Try again in a minute.';

const queue = () =>
  sharedInProcess(
    'upload turns',
    // With two at a time, a page took twice as long in the meantime.
    () => new FairQueue({ running: 1, waitingPerRequester: 100, waiting: 200 }),
  );

/**
 * Waits for this request's turn when it is an upload, and keeps it until the request is answered, or for half a second.
 * Apart from its file, an upload costs little (rights, the page of the answer), but fifty at once would delay everybody's
 * pages.
 * @throws AppError `unavailable` when too many wait
 */
export async function takeUploadTurn(): Promise<void> {
  const scope = requestScope();
  if (!scope?.answered || (scope.bodySize ?? 0) <= MIN_UPLOAD) return;
  await begin(scope);
}

/** Does work that takes long but costs this thread nothing, and gives up the turn in the meantime. */
export async function outOfTurn<T>(work: () => Promise<T>): Promise<T> {
  const scope = requestScope();
  if (!scope?.endTurn) return work();
  scope.endTurn();
  try {
    return await work();
  } finally {
    // A file that was read is not refused because others wait now.
    await begin(scope).catch((error: unknown) => {
      if (!isAppError(error)) throw error;
    });
  }
}

async function begin(scope: RequestScope): Promise<void> {
  let answered = false;
  void scope.answered?.then(() => {
    answered = true;
    scope.endTurn?.();
  });
  try {
    await new Promise<void>((begun, reject) => {
      const turn = () =>
        new Promise<void>((end) => {
          const began = performance.now();
          const limit = setTimeout(() => scope.endTurn?.(), MAX_TURN_MS);
          scope.endTurn = () => {
            clearTimeout(limit);
            scope.endTurn = undefined;
            setTimeout(end, Math.min(performance.now() - began, MAX_PAUSE_MS));
          };
          begun();
          if (answered) scope.endTurn();
        });
      queue()
        .run({ requester: networkOf(scope.address), urgent: true }, turn)
        .catch(reject);
    });
  } catch (error) {
    if (!(error instanceof QueueFull)) throw error;
    throw new AppError('unavailable', ALL_FULL, { cause: error, retryAfter: RETRY_AFTER_SECONDS });
  }
}
