import type { Transaction } from '@/db/client';
import { databaseFault } from '@/db/errors';
import {
  findProviderByName,
  findUserByUsername,
  insertMembership,
  insertProvider,
  insertUser,
  listProviderNamesLike,
} from '@/db/queries/user-writing';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import { writeLetter } from '@/lib/platform/mail/send-letter';
import type { Visit } from '@/lib/platform/visit';
import { firstAccessLetter } from './first-access-letter';
import { createFirstAccessLink, firstAccessPath } from './first-access-link';
import type { NewUser } from './new-user';
import { plainAddress } from './reset/rules';
import { ROLE_WORDS } from './roles';

export type CreatedUser = {
  userId: number;
  /** Their name, which is the one on file for somebody who had a sign-in already. */
  name: string;
  /** Whether they had a sign-in already, and now have another provider. */
  known: boolean;
  access: { mailId: number } | { path: string; expiresAt: Date };
};

type How = {
  /** The address people type, such as https://pdups.example.org. */
  appUrl: string;
  /** Whether the person can be told by mail; otherwise a one-time link is made for whoever asked. */
  byMail: boolean;
};

/**
 * Gives a person a sign-in, without a password: choosing one is their first access (M1). Somebody who has one, with the
 * same e-mail address, gets access to the provider with it.
 * Called by whoever runs the product, at the machine itself; pages need a use case that asks who they are.
 * @throws AppError `conflict` for a username that is taken, `invalid` for a provider that does not exist or does already
 */
export async function createUser(
  visit: Pick<Visit, 'db' | 'clock'>,
  { username, name, email, place }: NewUser,
  { appUrl, byMail }: How,
): Promise<CreatedUser> {
  try {
    return await visit.db.transaction(async (tx) => {
      const createdAt = visit.clock.now();
      const known = await findUserByUsername(tx, username);
      if (known) {
        // One login each, however many providers: the same address says that it is the same person.
        if (place.kind === 'staff' || known.staffRole) throw usernameTaken(username);
        if (plainAddress(known.email) !== plainAddress(email)) throw usernameTaken(username, SAME_PERSON);
        if (known.disabledAt) throw new AppError('conflict', 'That sign-in is disabled. Staff can enable it again.');
        return await giveAccess(tx, visit, known, place, appUrl);
      }
      const staffRole = place.kind === 'staff' ? place.staffRole : null;
      const provider = place.kind === 'provider' ? await providerFor(tx, place, createdAt) : null;
      const userId = await insertUser(tx, { username, name, email, staffRole, createdAt });
      if (place.kind === 'provider' && provider) {
        await insertMembership(tx, { userId, providerId: provider.id, role: place.role, createdAt });
      }
      const access = byMail
        ? { mailId: await writeLetter(tx, visit, firstAccessLetter({ username, name, email }, appUrl)) }
        : await linkFor(tx, visit, userId);
      if (provider) await noteProvider(tx, visit, provider);
      await record(tx, visit, {
        action: 'user.created',
        subject: `user:${userId}`,
        details: {
          ...BY_COMMAND,
          ...(place.kind === 'staff' ? { staffRole } : { providerId: provider?.id, role: place.role }),
          firstAccess: byMail ? 'mail' : 'link',
        },
      });
      return { userId, name, known: false, access };
    });
  } catch (error) {
    // Two at the same moment: the database has the last word.
    const fault = databaseFault(error);
    if (fault?.kind === 'duplicate' && fault.constraint === 'users_username_unique') throw usernameTaken(username);
    if (fault?.kind === 'duplicate' && fault.constraint === 'providers_name_unique') throw providerExists();
    if (fault?.kind === 'duplicate' && fault.constraint === 'memberships_user_id_provider_id_pk') throw worksThere();
    throw error;
  }
}

const BY_COMMAND = { by: 'npm run user:create' };

const SAME_PERSON =
  'If it is the same person, give the e-mail address on file: they then get access to the provider, too.';

async function giveAccess(
  tx: Transaction,
  visit: Pick<Visit, 'clock'>,
  person: { id: number; name: string; email: string },
  place: Extract<NewUser['place'], { kind: 'provider' }>,
  appUrl: string,
): Promise<CreatedUser> {
  const createdAt = visit.clock.now();
  const provider = await providerFor(tx, place, createdAt);
  await insertMembership(tx, { userId: person.id, providerId: provider.id, role: place.role, createdAt });
  const mailId = await writeLetter(tx, visit, {
    kind: 'user.access_given',
    to: person.email,
    name: person.name,
    subject: 'You have access at PDUPS',
    paragraphs: [
      `You can now work for ${provider.name} at PDUPS. Your role there: ${ROLE_WORDS[place.role].label}.`,
      'Sign in as before. With several providers, you choose at the Secure Portal for which of them you work.',
    ],
    link: { label: 'Sign in', href: `${appUrl}/sign-in` },
  });
  await noteProvider(tx, visit, provider);
  await record(tx, visit, {
    action: 'user.access_given',
    subject: `user:${person.id}`,
    details: { ...BY_COMMAND, providerId: provider.id, role: place.role },
  });
  return { userId: person.id, name: person.name, known: true, access: { mailId } };
}

async function noteProvider(
  tx: Transaction,
  visit: Pick<Visit, 'clock'>,
  { id, isNew }: { id: number; isNew: boolean },
) {
  if (isNew) await record(tx, visit, { action: 'provider.created', subject: `provider:${id}`, details: BY_COMMAND });
}

async function linkFor(tx: Transaction, visit: Pick<Visit, 'clock'>, userId: number) {
  const { token, expiresAt } = await createFirstAccessLink(tx, visit, userId);
  return { path: firstAccessPath(token), expiresAt };
}

async function providerFor(
  tx: Transaction,
  { provider: name, newProviderPhone: phone }: Extract<NewUser['place'], { kind: 'provider' }>,
  createdAt: Date,
): Promise<{ id: number; name: string; isNew: boolean }> {
  const found = await findProviderByName(tx, name);
  if (phone !== undefined) {
    if (found) throw providerExists();
    const id = await insertProvider(tx, { name, phone, kind: 'multiple_event', type: 'other', createdAt });
    return { id, name, isNew: true };
  }
  if (found) return { ...found, isNew: false };
  const like = await listProviderNamesLike(tx, name, 5);
  throw new AppError(
    'invalid',
    [
      `There is no provider named "${name}".`,
      like.length > 0 && `Similar names: ${like.map((one) => `"${one}"`).join(', ')}.`,
      'To make a new provider, give --new-provider and --phone in place of --provider.',
    ]
      .filter(Boolean)
      .join(' '),
  );
}

function usernameTaken(username: string, hint = ''): AppError {
  return new AppError('conflict', `The username "${username}" is taken. Choose another one. ${hint}`.trim());
}

function worksThere(): AppError {
  return new AppError('conflict', 'This person works for that provider already.');
}

function providerExists(): AppError {
  return new AppError(
    'conflict',
    'There is a provider of that name already. Give --provider in place of --new-provider.',
  );
}
