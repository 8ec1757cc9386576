import type { Transaction } from '@/db/client';
import { listUsersByEmail, lockAddress } from '@/db/queries/user-writing';
import type { Recorder } from '@/lib/audit/record';
import { env } from '@/lib/platform/env';
import { AppError } from '@/lib/platform/errors';
import { searchable } from '@/lib/platform/text';
import { type GivenSignIn, giveSignIn, type NewSignIn } from './give-sign-in';
import { proposeUsername } from './propose-username';

type Person = Omit<NewSignIn, 'username'> & {
  /** Blank: the one that they have, or one made from the name. */
  username: string;
};

/**
 * Gives a person access by their email address. If the address already has a sign-in, the access is added to it;
 * otherwise a new sign-in is made. The caller has decided whether the actor may do it.
 * @throws AppError `conflict` for staff, for a disabled sign-in, for one who works there already, or when several people share
 * the address; `invalid` when no username can be made from the name
 */
export async function giveByAddress(tx: Transaction, ctx: Recorder, person: Person): Promise<GivenSignIn> {
  const { name, email, place } = person;
  await lockAddress(tx, email);
  const known = await listUsersByEmail(tx, { email, searchable: searchable(email) });
  const username = person.username || (known.length > 0 ? onlyOf(known) : await proposeUsername(tx, name));
  if (username === '') throw new AppError('invalid', 'Enter a username. None can be made from this name.');
  const [first] = known;
  if (first && !known.some((each) => each.username === username)) {
    throw new AppError(
      'conflict',
      `${first.name} already has a sign-in with this email address: ${first.username}. Enter that username, because each person has one sign-in.`,
    );
  }
  if (first && place.kind === 'staff') {
    throw new AppError(
      'conflict',
      `${first.name} already has a sign-in with this email address: ${first.username}. Change its staff role on its page.`,
    );
  }
  return giveSignIn(tx, ctx, { username, name, email, place }, { appUrl: env().APP_URL, byMail: true });
}

function onlyOf(known: { username: string }[]): string {
  if (known.length === 1) return known[0]!.username;
  const names = known.map(({ username }) => username).join(', ');
  throw new AppError('conflict', `Several sign-ins have this email address: ${names}. Enter the username of one.`);
}
