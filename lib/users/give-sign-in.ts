import type { Transaction } from '@/db/client';
import { databaseFault } from '@/db/errors';
import { lockProviderToAdd } from '@/db/queries/event-writing';
import { insertMembership, insertUser, lockUserByUsername } from '@/db/queries/user-writing';
import type { Role, StaffRole } from '@/lib/access/actor';
import { type Recorder, record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import { writeEmail } from '@/lib/platform/mail/send-email';
import type { Visit } from '@/lib/platform/visit';
import { firstAccessEmail } from './first-access-email';
import { createFirstAccessLink, firstAccessPath } from './first-access-link';
import { plainAddress } from './reset/rules';
import { ROLE_WORDS } from './roles';

/** A person who is to get a sign-in, at a provider that exists or as agency staff. */
export type NewSignIn = {
  username: string;
  name: string;
  email: string;
  place: { kind: 'staff'; staffRole: StaffRole; reason?: string } | AtProvider;
};

type AtProvider = {
  kind: 'provider';
  provider: { id: number; name: string };
  role: Role;
  /** The request whose approval gives the access; absent: nobody had to ask. */
  requestId?: number;
  /** Why staff give the access themselves. */
  reason?: string;
};

export type GivenSignIn = {
  userId: number;
  /** Their name; for somebody who already had a sign-in, the name on file. */
  name: string;
  /** Whether they already had a sign-in and now have an additional provider. */
  known: boolean;
  access: { mailId: number } | { path: string; expiresAt: Date };
};

export type How = {
  /** The URL that people type, such as https://pdups.example.org. */
  appUrl: string;
  /** Whether the person can be notified by email; otherwise the person who asked gets a one-time link. */
  byMail: boolean;
};

/**
 * Gives a person a sign-in without a password, which they choose at their first access (M1), in the caller's
 * transaction, and records it. Somebody who already has a sign-in with the same username and email address gets access
 * to the provider as well. The caller has decided whether the actor may do it.
 * @throws AppError `conflict` for a username that is taken, a person who already works for the provider, or a closed provider
 */
export async function giveSignIn(
  tx: Transaction,
  ctx: Recorder,
  person: NewSignIn,
  { appUrl, byMail }: How,
): Promise<GivenSignIn> {
  const { username, name, email, place } = person;
  if (place.kind === 'provider' && (await lockProviderToAdd(tx, place.provider.id))?.standing === 'closed') {
    throw new AppError('conflict', `${place.provider.name} is closed, and takes no users. Reopen it first.`);
  }
  try {
    const known = await lockUserByUsername(tx, username);
    if (known) {
      // One sign-in per person, however many providers: the same address means the same person.
      if (place.kind === 'staff' || known.staffRole) throw usernameTaken(username);
      if (plainAddress(known.email) !== plainAddress(email)) throw usernameTaken(username, SAME_PERSON);
      if (known.disabledAt) throw new AppError('conflict', 'That sign-in is disabled. Staff can enable it again.');
      return await giveAccess(tx, ctx, known, place, appUrl);
    }
    const createdAt = ctx.clock.now();
    const staffRole = place.kind === 'staff' ? place.staffRole : null;
    const userId = await insertUser(tx, { username, name, email, staffRole, createdAt });
    if (place.kind === 'provider') {
      await insertMembership(tx, { userId, providerId: place.provider.id, role: place.role, createdAt });
    }
    const access = byMail
      ? { mailId: await writeEmail(tx, ctx, firstAccessEmail({ username, name, email }, appUrl)) }
      : await linkFor(tx, ctx, userId);
    await record(tx, ctx, {
      action: 'user.created',
      subject: `user:${userId}`,
      details: {
        ...(place.kind === 'staff' ? { staffRole, ...whyOf(place) } : placeDetails(place)),
        firstAccess: byMail ? 'mail' : 'link',
      },
    });
    return { userId, name, known: false, access };
  } catch (error) {
    // When two requests arrive at the same moment, the database decides.
    const fault = databaseFault(error);
    if (fault?.kind === 'duplicate' && fault.constraint === 'users_username_unique') throw usernameTaken(username);
    if (fault?.kind === 'duplicate' && fault.constraint === 'memberships_user_id_provider_id_pk') throw worksThere();
    throw error;
  }
}

const SAME_PERSON =
  'If it is the same person, use the email address on file to give them access to this provider as well.';

async function giveAccess(
  tx: Transaction,
  ctx: Recorder,
  person: { id: number; name: string; email: string },
  place: AtProvider,
  appUrl: string,
): Promise<GivenSignIn> {
  const { provider, role } = place;
  await insertMembership(tx, { userId: person.id, providerId: provider.id, role, createdAt: ctx.clock.now() });
  const mailId = await writeEmail(tx, ctx, {
    kind: 'user.access_given',
    to: person.email,
    name: person.name,
    subject: 'You have access to PDUPS',
    paragraphs: [
      `You can now work for ${provider.name} at PDUPS. Your role there: ${ROLE_WORDS[role].label}.`,
      'Sign in as before. With several providers, you choose one on the Secure Portal.',
    ],
    link: { label: 'Sign in', href: `${appUrl}/sign-in` },
  });
  await record(tx, ctx, {
    action: 'user.access_given',
    subject: `user:${person.id}`,
    details: placeDetails(place),
  });
  return { userId: person.id, name: person.name, known: true, access: { mailId } };
}

function placeDetails({ provider, role, requestId, reason }: AtProvider) {
  return { providerId: provider.id, role, ...(requestId !== undefined && { requestId }), ...whyOf({ reason }) };
}

function whyOf({ reason }: { reason?: string }) {
  return reason === undefined ? {} : { reason };
}

async function linkFor(tx: Transaction, ctx: Pick<Visit, 'clock'>, userId: number) {
  const { token, expiresAt } = await createFirstAccessLink(tx, ctx, userId);
  return { path: firstAccessPath(token), expiresAt };
}

function usernameTaken(username: string, hint = ''): AppError {
  return new AppError('conflict', `The username "${username}" is taken. Choose another one. ${hint}`.trim());
}

function worksThere(): AppError {
  return new AppError('conflict', 'This person already works for that provider.');
}
