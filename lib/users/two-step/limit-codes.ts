import type { SignedInContext, Visit } from '@/lib/platform/visit';
import { findAcquaintanceWith } from '../devices/known-devices';
import { limitTries } from '../rate-limit';
import { codeKeys } from '../try-keys';
import { CODES_PER_ACCOUNT } from './rules';

/**
 * Counts a try at a code after the right password. A stranger who knows the password cannot use up the tries of the
 * person's own device or of the network that they last signed in from.
 * @throws AppError `too_many`
 */
export async function limitCodes(visit: Visit, { id, username }: { id: number; username: string }): Promise<void> {
  const known = await findAcquaintanceWith(visit, username);
  await limitTries(visit, codeKeys.of(known, id, visit), CODES_PER_ACCOUNT);
}

/**
 * Does the same for a signed-in person; nobody else can use these tries up.
 * @throws AppError `too_many`
 */
export async function limitOwnCodes(ctx: SignedInContext): Promise<void> {
  const { actor, session } = ctx;
  await limitTries(ctx, `two-step:own:${actor.userId}:session:${session.id}`, CODES_PER_ACCOUNT);
}
