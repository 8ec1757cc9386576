import type { Queryable } from '@/db/client';
import { listUsersByEmail } from '@/db/queries/user-writing';
import { searchable } from '@/lib/platform/text';
import { ROLE_WORDS } from '@/lib/users/roles';
import type { KnownPerson } from './kind';

export type Found = Awaited<ReturnType<typeof listUsersByEmail>>;

/** Returns the people whose sign-in has an email address. Their names are for staff only. */
export async function listKnown(db: Queryable, { email }: { email: string }): Promise<Found> {
  return listUsersByEmail(db, { email, searchable: searchable(email) });
}

/** Returns what staff read of such people. */
export function inWords(known: Found): KnownPerson[] {
  return known.map(({ name, username, staffRole, disabledAt, providers }) => ({
    name,
    username,
    providers: providers.map((each) => `${each.name} (${ROLE_WORDS[each.role].label})`),
    disabled: disabledAt !== null,
    staff: staffRole !== null,
  }));
}
