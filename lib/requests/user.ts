import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Queryable, Transaction } from '@/db/client';
import { findProviderContact } from '@/db/queries/event-writing';
import { lockAddress } from '@/db/queries/user-writing';
import type { Role } from '@/lib/access/actor';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { env } from '@/lib/platform/env';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { refuseSecondSignIn } from '@/lib/users/give-by-address';
import { giveSignIn } from '@/lib/users/give-sign-in';
import { proposeUsername } from '@/lib/users/propose-username';
import { ROLE_WORDS, ROLES } from '@/lib/users/roles';
import type { Asked, Choices, Kind, Prepared, RequestView, Seen, Viewing } from './kind';
import { type Found, inWords, listKnown } from './known-people';

/** The person that a provider asks access for. */
export type AskedUser = { name: string; email: string; role: Role };

const askedSchema = z.object({ name: z.string(), email: z.string(), role: z.enum(ROLES) });
const basisSchema = z.object({ stamp: z.string() });

/** Returns what changes whenever the people with an address, or their access, change. It reveals none of them. */
function stampOf(known: Found): string {
  const facts = known.map(({ id, staffRole, disabledAt, providers }) => [
    id,
    staffRole,
    disabledAt !== null,
    providers.map((each) => [each.id, each.role]),
  ]);
  return createHash('sha256').update(JSON.stringify(facts)).digest('base64url');
}

/** Returns what a request for access is based on: who has the email address when the provider asks. */
export async function userBasis(db: Queryable, asked: AskedUser): Promise<{ stamp: string }> {
  return { stamp: stampOf(await listKnown(db, asked)) };
}

/**
 * Returns the person that access is asked for. Only staff learn whether somebody already has a sign-in with that email
 * address.
 */
export async function viewUser(ctx: Viewing, request: Asked): Promise<RequestView> {
  const asked = askedSchema.parse(request.asked);
  const fields = [
    { field: 'Name', was: null, now: null, asked: asked.name },
    { field: 'Email', was: null, now: null, asked: asked.email },
    { field: 'Role', was: null, now: null, asked: ROLE_WORDS[asked.role].label },
  ];
  if (whyNotAllowed(ctx.actor, 'request.decide') !== null) return { event: null, saw: '', fields, moved: false };
  const known = await listKnown(ctx.db, asked);
  const saw = stampOf(known);
  return {
    event: null,
    saw,
    fields,
    moved: saw !== basisSchema.parse(request.basis).stamp,
    signIn: {
      known: inWords(known),
      username: known[0]?.username ?? (await proposeUsername(ctx.db, asked.name)),
    },
  };
}

/**
 * Locks the email address, and gives the person access in the transaction that approves it: a new sign-in, or the role
 * in addition to the sign-in that they have.
 */
export async function prepareUser(tx: Transaction, ctx: Context, seen: Seen): Promise<Prepared> {
  const asked = askedSchema.parse(seen.asked);
  await lockAddress(tx, asked.email);
  const known = await listKnown(tx, asked);
  if (stampOf(known) !== seen.saw) return 'moved';
  return {
    apply: async ({ id: requestId, providerId }, { username }: Choices) => {
      const { name, email, role } = asked;
      // The manager may have given them that role since, so that nothing is left to do.
      if (known.some(({ providers }) => providers.some((each) => each.id === providerId && each.role === role)))
        return undefined;
      if (!username) throw new AppError('invalid', 'Enter the username.');
      refuseSecondSignIn(known, username);
      const provider = await findProviderContact(tx, providerId);
      if (!provider) throw new Error(`request ${requestId} has no provider`);
      const place = { kind: 'provider', provider: { id: providerId, name: provider.name }, role, requestId } as const;
      await giveSignIn(tx, ctx, { username, name, email, place }, { appUrl: env().APP_URL, byMail: true });
      return undefined;
    },
  };
}

/** The kind of request that gives a person access to a provider (manual, "Usernames and Account Access"; M21). */
export const user: Kind = { view: viewUser, prepare: prepareUser };
