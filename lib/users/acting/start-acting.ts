import { z } from 'zod';
import type { Queryable } from '@/db/client';
import { findProviderContact } from '@/db/queries/event-writing';
import { lockActing, setActing } from '@/db/queries/sessions';
import { isStaff, type ProviderStanding, type Staff } from '@/lib/access/actor';
import { authorize } from '@/lib/access/authorize';
import { standingOn } from '@/lib/access/standing';
import { record } from '@/lib/audit/record';
import { formatMoment } from '@/lib/platform/days';
import { supportAddress } from '@/lib/platform/env';
import { AppError } from '@/lib/platform/errors';
import { emailManagers } from '@/lib/platform/mail/email-managers';
import { linkAt } from '@/lib/platform/open-at';
import { paragraphsOfText } from '@/lib/platform/text';
import type { Context, SignedInContext } from '@/lib/platform/visit';
import { providerNotFound } from '../provider-id';
import { ACTING_MINUTES } from '../rules';

/** Includes the reason, which the provider reads. */
export const startActingSchema = z.object({ reason: paragraphsOfText({ label: 'The reason', max: 500 }) });

type Input = z.output<typeof startActingSchema> & { providerId: number };

type Reading = Pick<Context, 'actor' | 'clock'> & { db: Queryable };

/**
 * Returns the provider that staff are about to act for.
 * @throws AppError `forbidden` or `not_found`
 */
export async function getPrincipal(
  ctx: Reading,
  providerId: number,
): Promise<{ id: number; name: string; standing: ProviderStanding }> {
  authorize(ctx, 'provider.act-for');
  const provider = await findProviderContact(ctx.db, providerId);
  if (!provider) throw providerNotFound();
  if (provider.standing === 'closed') {
    throw new AppError('forbidden', `${provider.name} is closed. Open its events and its record as staff.`);
  }
  return { id: providerId, name: provider.name, standing: standingOn(provider, ctx.clock.today()) };
}

/**
 * Lets staff act for a provider for an hour, in this session only: they see its pages and do an editor's work there. The
 * log names both, and the provider's managers get an email with the reason. The same form, sent again, starts nothing again.
 * @throws AppError `forbidden`, also while acting for another provider, or `not_found`
 */
export async function startActing(ctx: SignedInContext, { providerId, reason }: Input): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const own = { sessionId: ctx.session.id, userId: ctx.actor.userId };
    if ((await lockActing(tx, own, ctx.clock.now())) === providerId) return;
    const { id, name, standing } = await getPrincipal({ actor: ctx.actor, clock: ctx.clock, db: tx }, providerId);
    const { actor } = ctx;
    const until = new Date(ctx.clock.now().getTime() + ACTING_MINUTES * 60_000);
    await setActing(tx, own, { providerId: id, until });
    await emailManagers(tx, ctx, id, emailAbout({ staff: actor.name, providerId, provider: name, reason, until }));
    const acting = { ...(actor as Staff), onBehalfOf: { providerId: id, providerName: name, standing } };
    await record(
      tx,
      { ...ctx, actor: acting },
      {
        action: 'acting.started',
        subject: `provider:${id}`,
        details: { reason, until: until.toISOString() },
      },
    );
  });
}

/** Stops acting for a provider in this session. People who do not act for one stay as they are. */
export async function stopActing(ctx: SignedInContext): Promise<{ providerId: number } | null> {
  const { actor, session } = ctx;
  if (!isStaff(actor) || !actor.onBehalfOf) return null;
  const { providerId } = actor.onBehalfOf;
  await ctx.db.transaction(async (tx) => {
    await setActing(tx, { sessionId: session.id, userId: actor.userId }, null);
    await record(tx, ctx, { action: 'acting.stopped', subject: `provider:${providerId}` });
  });
  return { providerId };
}

type News = { staff: string; providerId: number; provider: string; reason: string; until: Date };

function emailAbout({ staff, providerId, provider, reason, until }: News) {
  return {
    kind: 'acting.started',
    subject: 'Agency staff are working for your organization in PDUPS',
    paragraphs: [
      `${staff}, agency staff, started to work in PDUPS for ${provider}. They can do what an editor does until ${formatMoment(until)}. Their reason:`,
      reason,
      'The history of each event shows what they did. They can’t sign certificates, manage users, see passwords, or read answers to evaluations.',
      `If you did not expect this, email ${supportAddress()}.`,
    ],
    link: { label: 'Open PDUPS', href: linkAt(providerId, '/events') },
  };
}
