import { z } from 'zod';
import { listProviderNames, useReset } from '@/db/queries/password-resets';
import { AppError } from '@/lib/platform/errors';
import type { Visit } from '@/lib/platform/visit';
import { hashPassword } from '../password';
import { type PasswordPerson, whyNotPassword } from '../password-rules';
import { setPassword } from '../set-password';
import type { Walk } from './walk';

export const newPasswordSchema = z.object({
  mark: z.string().max(100).default(''),
  password: z.string().min(1, 'Choose a password.').max(2_000, 'Use 8 to 128 characters.'),
});

const ENDED = 'This reset has ended. Begin again from “Reset password” on the sign-in page.';

/** Whose password a walk is about to set, once its code was right. */
export async function personOfWalk(visit: Visit, walk: Walk): Promise<PasswordPerson> {
  if (walk.step !== 'new-password' || !walk.person) throw new AppError('not_found', ENDED);
  const { username, person } = walk;
  return {
    username,
    name: person.name,
    email: person.email,
    providerNames: await listProviderNames(visit.db, person.id),
  };
}

/**
 * Sets the password at the end of a walk, once.
 * @returns null, or the sentence that says why not this password
 * @throws AppError `not_found` when the walk ended meanwhile
 */
export async function choosePassword(visit: Visit, walk: Walk, password: string): Promise<string | null> {
  const person = await personOfWalk(visit, walk);
  const problem = whyNotPassword(password, person);
  if (problem) return problem;
  const passwordHash = await hashPassword(password);
  await visit.db.transaction(async (tx) => {
    const owner = { id: walk.person!.id, ...person };
    const done =
      (await useReset(tx, walk.id, visit.clock.now())) &&
      (await setPassword(tx, visit, owner, { passwordHash, how: 'password reset' }));
    if (!done) throw new AppError('not_found', ENDED);
  });
  return null;
}
