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
  const known = await lockPeopleAt(tx, email);
  const username = person.username || (known.length > 0 ? onlyOf(known) : await proposeUsername(tx, name));
  if (username === '') throw new AppError('invalid', 'Enter a username. None can be made from this name.');
  refuseSecondSignIn(known, username);
  const [first] = known;
  if (first && place.kind === 'staff') {
    throw new AppError(
      'conflict',
      `${first.name} already has a sign-in with this email address: ${first.username}. Change its staff role on its page.`,
    );
  }
  return giveSignIn(tx, ctx, { username, name, email, place }, { appUrl: env().APP_URL, byMail: true });
}

type PersonAt = Awaited<ReturnType<typeof listUsersByEmail>>[number];

/** Locks an email address until the transaction ends, so that it gets no second sign-in, and returns the people who have it. */
export async function lockPeopleAt(tx: Transaction, email: string): Promise<PersonAt[]> {
  await lockAddress(tx, email);
  return listUsersByEmail(tx, { email, searchable: searchable(email) });
}

/**
 * Refuses another sign-in for an email address that has one, because each person has one sign-in (manual, "Usernames and Account Access"; M20).
 * @throws AppError `conflict` unless the username is one that the address has
 */
export function refuseSecondSignIn(known: readonly { name: string; username: string }[], username: string): void {
  const [first] = known;
  if (!first || known.some((each) => each.username === username)) return;
  throw new AppError(
    'conflict',
    `${first.name} already has a sign-in with this email address: ${first.username}. Enter that username, because each person has one sign-in.`,
  );
}

/**
 * Refuses an address for a person when another person's sign-in has it: it would no longer say whose sign-in is meant (M20).
 * @throws AppError `conflict`
 */
export async function refuseAddressOfOther(tx: Transaction, userId: number, email: string): Promise<void> {
  const other = (await lockPeopleAt(tx, email)).find(({ id }) => id !== userId);
  if (!other) return;
  throw new AppError(
    'conflict',
    `${other.name} already has a sign-in with this email address: ${other.username}. Each person has one sign-in, so choose another address.`,
  );
}

function onlyOf(known: { username: string }[]): string {
  if (known.length === 1) return known[0]!.username;
  const names = known.map(({ username }) => username).join(', ');
  throw new AppError('conflict', `Several sign-ins have this email address: ${names}. Enter the username of one.`);
}
