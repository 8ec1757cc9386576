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
import type { CommandLine } from '@/lib/access/actor';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import { writeEmail } from '@/lib/platform/mail/send-email';
import type { Context, Visit } from '@/lib/platform/visit';
import { firstAccessEmail } from './first-access-email';
import { createFirstAccessLink, firstAccessPath } from './first-access-link';
import type { NewUser } from './new-user';
import { plainAddress } from './reset/rules';
import { ROLE_WORDS } from './roles';

export type CreatedUser = {
  userId: number;
  /** Their name; for somebody who already had a sign-in, the name on file. */
  name: string;
  /** Whether they already had a sign-in and now have an additional provider. */
  known: boolean;
  access: { mailId: number } | { path: string; expiresAt: Date };
};

type CommandContext = Pick<Context<CommandLine>, 'db' | 'clock' | 'actor' | 'requestId' | 'address'>;

type How = {
  /** The URL that people type, such as https://pdups.example.org. */
  appUrl: string;
  /** Whether the person can be notified by email; otherwise the person who asked gets a one-time link. */
  byMail: boolean;
};

/**
 * Creates a sign-in without a password: people choose one at their first access (M1). If somebody with the same email
 * address already has a sign-in, that sign-in gets access to the provider. Called by the operator, on the machine
 * itself; pages need a use case that checks who is asking.
 * @throws AppError `conflict` for a username that is taken, `invalid` for a provider that does not exist or already
 * does
 */
export async function createUser(
  ctx: CommandContext,
  { username, name, email, place }: NewUser,
  { appUrl, byMail }: How,
): Promise<CreatedUser> {
  try {
    return await ctx.db.transaction(async (tx) => {
      const createdAt = ctx.clock.now();
      const known = await findUserByUsername(tx, username);
      if (known) {
        // One sign-in per person, however many providers: the same address means the same person.
        if (place.kind === 'staff' || known.staffRole) throw usernameTaken(username);
        if (plainAddress(known.email) !== plainAddress(email)) throw usernameTaken(username, SAME_PERSON);
        if (known.disabledAt) throw new AppError('conflict', 'That sign-in is disabled. Staff can enable it again.');
        return await giveAccess(tx, ctx, known, place, appUrl);
      }
      const staffRole = place.kind === 'staff' ? place.staffRole : null;
      const provider = place.kind === 'provider' ? await providerFor(tx, place, createdAt) : null;
      const userId = await insertUser(tx, { username, name, email, staffRole, createdAt });
      if (place.kind === 'provider' && provider) {
        await insertMembership(tx, { userId, providerId: provider.id, role: place.role, createdAt });
      }
      const access = byMail
        ? { mailId: await writeEmail(tx, ctx, firstAccessEmail({ username, name, email }, appUrl)) }
        : await linkFor(tx, ctx, userId);
      if (provider) await noteProvider(tx, ctx, provider);
      await record(tx, ctx, {
        action: 'user.created',
        subject: `user:${userId}`,
        details: {
          ...(place.kind === 'staff' ? { staffRole } : { providerId: provider?.id, role: place.role }),
          firstAccess: byMail ? 'mail' : 'link',
        },
      });
      return { userId, name, known: false, access };
    });
  } catch (error) {
    // When two requests arrive at the same moment, the database decides.
    const fault = databaseFault(error);
    if (fault?.kind === 'duplicate' && fault.constraint === 'users_username_unique') throw usernameTaken(username);
    if (fault?.kind === 'duplicate' && fault.constraint === 'providers_name_unique') throw providerExists();
    if (fault?.kind === 'duplicate' && fault.constraint === 'memberships_user_id_provider_id_pk') throw worksThere();
    throw error;
  }
}

const SAME_PERSON =
  'If it is the same person, use the email address on file to give them access to this provider as well.';

async function giveAccess(
  tx: Transaction,
  ctx: CommandContext,
  person: { id: number; name: string; email: string },
  place: Extract<NewUser['place'], { kind: 'provider' }>,
  appUrl: string,
): Promise<CreatedUser> {
  const createdAt = ctx.clock.now();
  const provider = await providerFor(tx, place, createdAt);
  await insertMembership(tx, { userId: person.id, providerId: provider.id, role: place.role, createdAt });
  const mailId = await writeEmail(tx, ctx, {
    kind: 'user.access_given',
    to: person.email,
    name: person.name,
    subject: 'You have access to PDUPS',
    paragraphs: [
      `You can now work for ${provider.name} at PDUPS. Your role there: ${ROLE_WORDS[place.role].label}.`,
      'Sign in as before. With several providers, you choose one on the Secure Portal.',
    ],
    link: { label: 'Sign in', href: `${appUrl}/sign-in` },
  });
  await noteProvider(tx, ctx, provider);
  await record(tx, ctx, {
    action: 'user.access_given',
    subject: `user:${person.id}`,
    details: { providerId: provider.id, role: place.role },
  });
  return { userId: person.id, name: person.name, known: true, access: { mailId } };
}

async function noteProvider(tx: Transaction, ctx: CommandContext, { id, isNew }: { id: number; isNew: boolean }) {
  if (isNew) await record(tx, ctx, { action: 'provider.created', subject: `provider:${id}` });
}

async function linkFor(tx: Transaction, ctx: Pick<Visit, 'clock'>, userId: number) {
  const { token, expiresAt } = await createFirstAccessLink(tx, ctx, userId);
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
      'To add a new provider, use --new-provider and --phone instead of --provider.',
    ]
      .filter(Boolean)
      .join(' '),
  );
}

function usernameTaken(username: string, hint = ''): AppError {
  return new AppError('conflict', `The username "${username}" is taken. Choose another one. ${hint}`.trim());
}

function worksThere(): AppError {
  return new AppError('conflict', 'This person already works for that provider.');
}

function providerExists(): AppError {
  return new AppError(
    'conflict',
    'There is already a provider with that name. Use --provider instead of --new-provider.',
  );
}
