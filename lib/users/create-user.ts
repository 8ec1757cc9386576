import type { Transaction } from '@/db/client';
import { databaseFault } from '@/db/errors';
import {
  findProviderByName,
  insertMembership,
  insertProvider,
  insertUser,
  isUsernameTaken,
  listProviderNamesLike,
} from '@/db/queries/user-writing';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import { writeLetter } from '@/lib/platform/mail/send-letter';
import type { Visit } from '@/lib/platform/visit';
import { firstAccessLetter } from './first-access-letter';
import { createFirstAccessLink, firstAccessPath } from './first-access-link';
import type { NewUser } from './new-user';

export type CreatedUser = { userId: number; access: { mailId: number } | { path: string; expiresAt: Date } };

type How = {
  /** The address people type, such as https://pdups.example.org. */
  appUrl: string;
  /** Whether the person can be told by mail; otherwise a one-time link is made for whoever asked. */
  byMail: boolean;
};

/**
 * Gives a person a sign-in, without a password: choosing one is their first access (M1).
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
      if (await isUsernameTaken(tx, username)) throw usernameTaken(username);
      const createdAt = visit.clock.now();
      const staffRole = place.kind === 'staff' ? place.staffRole : null;
      const provider = place.kind === 'provider' ? await providerFor(tx, place, createdAt) : null;
      const userId = await insertUser(tx, { username, name, email, staffRole, createdAt });
      if (place.kind === 'provider' && provider) {
        await insertMembership(tx, { userId, providerId: provider.id, role: place.role, createdAt });
      }
      const access = byMail
        ? { mailId: await writeLetter(tx, visit, firstAccessLetter({ username, name, email }, appUrl)) }
        : await linkFor(tx, visit, userId);
      if (provider?.isNew) {
        await record(tx, visit, {
          action: 'provider.created',
          subject: `provider:${provider.id}`,
          details: BY_COMMAND,
        });
      }
      await record(tx, visit, {
        action: 'user.created',
        subject: `user:${userId}`,
        details: {
          ...BY_COMMAND,
          ...(place.kind === 'staff' ? { staffRole } : { providerId: provider?.id, role: place.role }),
          firstAccess: byMail ? 'mail' : 'link',
        },
      });
      return { userId, access };
    });
  } catch (error) {
    // Two at the same moment: the database has the last word.
    const fault = databaseFault(error);
    if (fault?.kind === 'duplicate' && fault.constraint === 'users_username_unique') throw usernameTaken(username);
    if (fault?.kind === 'duplicate' && fault.constraint === 'providers_name_unique') throw providerExists();
    throw error;
  }
}

const BY_COMMAND = { by: 'npm run user:create' };

async function linkFor(tx: Transaction, visit: Pick<Visit, 'clock'>, userId: number) {
  const { token, expiresAt } = await createFirstAccessLink(tx, visit, userId);
  return { path: firstAccessPath(token), expiresAt };
}

async function providerFor(
  tx: Transaction,
  { provider: name, newProviderPhone: phone }: Extract<NewUser['place'], { kind: 'provider' }>,
  createdAt: Date,
): Promise<{ id: number; isNew: boolean }> {
  const found = await findProviderByName(tx, name);
  if (phone !== undefined) {
    if (found) throw providerExists();
    const id = await insertProvider(tx, { name, phone, kind: 'multiple_event', type: 'other', createdAt });
    return { id, isNew: true };
  }
  if (found) return { id: found.id, isNew: false };
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

function usernameTaken(username: string): AppError {
  return new AppError('conflict', `The username "${username}" is taken. Choose another one.`);
}

function providerExists(): AppError {
  return new AppError(
    'conflict',
    'There is a provider of that name already. Give --provider in place of --new-provider.',
  );
}
