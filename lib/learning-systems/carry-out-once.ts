import { createHash } from 'node:crypto';
import type { Transaction } from '@/db/client';
import { type CarriedOutRequest, findCarriedOutRequest, insertCarriedOutRequest } from '@/db/queries/learning-systems';
import { AppError, isAppError } from '@/lib/platform/errors';
import type { SystemContext } from './authenticate';

/**
 * Returns the idempotency key of a request's header.
 * @throws AppError `invalid` when the header is missing or malformed
 */
export function parseIdempotencyKey(header: string | null): string {
  const key = header ?? '';
  if (/^[\x21-\x7e]{1,255}$/.test(key)) return key;
  throw new AppError(
    'invalid',
    key === ''
      ? 'Send an “Idempotency-Key” header with your own text for this request, such as a UUID, and the same one when you retry.'
      : 'The “Idempotency-Key” header can have up to 255 letters, digits and symbols, without spaces.',
  );
}

/** The answer to a request, and whether it repeats the answer of an earlier, identical request. */
export type Answered<Answer> = { status: number; answer: Answer; repeated: boolean };

type Asked = {
  idempotencyKey: string;
  /** What is requested, as plain values: the same key with anything else is refused. */
  request: unknown;
};

/**
 * Carries out a request once: the same idempotency key with the same request gets the same answer. Refusals are not
 * saved, so that a request can be corrected and sent again.
 * @param work carries out the request, and calls `keep` with its answer in the transaction of the change
 * @throws AppError what `work` throws, or `invalid` when the key was used for another request
 */
export async function carryOutOnce<Answer extends Record<string, unknown>>(
  ctx: SystemContext,
  { idempotencyKey, request }: Asked,
  work: (keep: (tx: Transaction, status: number, answer: Answer) => Promise<void>) => Promise<unknown>,
): Promise<Answered<Answer>> {
  const requestHash = createHash('sha256').update(JSON.stringify(request)).digest('hex');
  const find = () => findCarriedOutRequest(ctx.db, ctx.actor.keyId, idempotencyKey);
  const before = await find();
  if (before) return repeated(before, requestHash);
  let answered: Answered<Answer> | undefined;
  try {
    await work(async (tx, status, answer) => {
      answered = { status, answer, repeated: false };
      const isFirst = await insertCarriedOutRequest(tx, {
        keyId: ctx.actor.keyId,
        idempotencyKey,
        requestHash,
        status,
        answer,
        createdAt: ctx.clock.now(),
      });
      // A simultaneous request was faster: this one is rolled back and returns the other one's answer.
      if (!isFirst) throw new AlreadyCarriedOut();
    });
  } catch (error) {
    // What the faster request changed can also be the reason why this one was refused.
    const mayBeRepeated = error instanceof AlreadyCarriedOut || (isAppError(error) && error.code === 'conflict');
    const meanwhile = mayBeRepeated ? await find() : null;
    if (meanwhile) return repeated(meanwhile, requestHash);
    if (!(error instanceof AlreadyCarriedOut)) throw error;
    throw new Error('a request that was carried out is gone', { cause: error });
  }
  return answered!;
}

class AlreadyCarriedOut extends Error {}

function repeated<Answer>({ requestHash, status, answer }: CarriedOutRequest, asked: string): Answered<Answer> {
  if (requestHash === asked) return { status, answer: answer as Answer, repeated: true };
  throw new AppError(
    'invalid',
    'This Idempotency-Key was used for another request. Use a new key for each new request.',
  );
}
