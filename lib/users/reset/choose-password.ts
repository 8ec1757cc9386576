import { z } from 'zod';
import { listProviderNames, useReset } from '@/db/queries/password-resets';
import { findTwoStepUser } from '@/db/queries/two-step';
import { asVisitor } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import type { Visit } from '@/lib/platform/visit';
import { wasJustChangedTo } from '../just-changed';
import { hashPassword } from '../password';
import { type PasswordPerson, whyNotPassword } from '../password-rules';
import { limitTries } from '../rate-limit';
import { setPassword } from '../set-password';
import type { ResetFlow } from './flow';
import { LIMITS } from './rules';

export const newPasswordSchema = z.object({
  mark: z.string().max(100).default(''),
  password: z.string().min(1, 'Choose a password.').max(2_000, 'Use 8 to 128 characters.'),
});

const ENDED = 'This reset has ended. Start over from “Reset password” on the sign-in page.';

/** Returns the person whose password a reset flow is about to set, once the code was right. */
export async function personOfFlow(visit: Visit, flow: ResetFlow): Promise<PasswordPerson> {
  if (flow.step !== 'new-password' || !flow.person) throw new AppError('not_found', ENDED);
  const { username, person } = flow;
  return {
    username,
    name: person.name,
    email: person.email,
    providerNames: await listProviderNames(visit.db, person.id),
  };
}

/**
 * Sets the password at the end of a reset flow, once.
 * @returns null, or the sentence that says why this password is not acceptable
 * @throws AppError `not_found` when the reset flow has ended in the meantime
 */
export async function choosePassword(visit: Visit, flow: ResetFlow, password: string): Promise<string | null> {
  const person = await personOfFlow(visit, flow);
  const problem = whyNotPassword(password, person);
  if (problem) return problem;
  const passwordHash = await hashPassword(password);
  const done = await visit.db.transaction(async (tx) => {
    const owner = { id: flow.person!.id, ...person };
    if (!(await useReset(tx, flow.id, visit.clock.now()))) return false;
    if (await setPassword(tx, asVisitor(visit), owner, { passwordHash, how: 'password reset' })) return true;
    throw new AppError('not_found', ENDED);
  });
  if (!done && !(await wasJustChosen(visit, flow, password))) throw new AppError('not_found', ENDED);
  return null;
}

/**
 * Returns whether a finished reset flow set this password a moment ago: the form was sent again, because its answer was lost.
 * @throws AppError `too_many`
 */
export async function wasJustChosen(visit: Visit, { id, person }: ResetFlow, password: string): Promise<boolean> {
  await limitTries(visit, `reset:again:${id}`, LIMITS.triesAgain);
  const user = person && (await findTwoStepUser(visit.db, person.id));
  return user !== null && wasJustChangedTo(visit, user, password);
}
