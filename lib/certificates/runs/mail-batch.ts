import type { Transaction } from '@/db/client';
import { listMailedTogether } from '@/db/queries/certificate-list';
import { userIdOf } from '@/lib/access/actor';
import { isMailAddress } from '@/lib/platform/mail/mail-settings';
import type { NamedFacts } from '@/lib/printing/facts';
import { lockForMailing, MAX_ATTACHED, type Mailable, mailSeveral, mailTo } from '../mail/mail-certificate';
import type { Batch, Done, RunContext } from './batch';
import { NO_ADDRESS, NO_CERTIFICATE_ANY_MORE, NO_EMAIL } from './words';

/**
 * Emails each person their valid certificate, unless it was emailed before. Somebody who is about to get certificates of
 * other sessions of the same conference gets them in the same email, and the runs of those sessions find them emailed.
 */
export const mailBatch: Batch = async (ctx, { eventId, attendeeIds, markDone }) => {
  await ctx.db.transaction(async (tx) => {
    const before = await listMailedTogether(tx, eventId, attendeeIds);
    const people = await lockForMailing(
      tx,
      eventId,
      attendeeIds,
      before.map(({ attendeeId }) => attendeeId),
    );
    // Another run may have emailed them while this one waited for the locks.
    const locked = new Set(before.map(({ attendeeId }) => attendeeId));
    const others =
      before.length === 0
        ? []
        : (await listMailedTogether(tx, eventId, attendeeIds)).filter(({ attendeeId }) => locked.has(attendeeId));
    const done: Done[] = [];
    for (const attendeeId of attendeeIds) {
      const person = people.find((row) => row.attendeeId === attendeeId);
      if (!person) done.push({ attendeeId, problem: NO_CERTIFICATE_ANY_MORE });
      else if (!person.email) done.push({ attendeeId, problem: NO_ADDRESS });
      else if (!isMailAddress(person.email)) done.push({ attendeeId, problem: NO_EMAIL });
      else {
        if (!person.mailed) {
          const withIt = others.filter((other) => other.with === attendeeId);
          await mailOne(tx, ctx, { ...person, email: person.email }, withIt);
        }
        done.push({ attendeeId, problem: null });
      }
    }
    await markDone(tx, done);
  });
  return [];
};

type Person = Mailable & { email: string };
type Other = Awaited<ReturnType<typeof listMailedTogether>>[number];

async function mailOne(tx: Transaction, ctx: RunContext, person: Person, others: readonly Other[]): Promise<void> {
  if (others.length === 0) {
    await mailTo(tx, ctx, person, { bulk: true });
    return;
  }
  const certificates = [person, ...others]
    .map(({ certificateId, facts }) => ({ certificateId, facts: facts as NamedFacts }))
    .sort((a, b) => (a.facts.startsOn < b.facts.startsOn ? -1 : Number(a.facts.startsOn > b.facts.startsOn)));
  for (let from = 0; from < certificates.length; from += MAX_ATTACHED) {
    await mailSeveral(tx, ctx, {
      conference: others[0]!.conference,
      to: person.email,
      certificates: certificates.slice(from, from + MAX_ATTACHED),
      sentBy: userIdOf(ctx.actor),
      bulk: true,
    });
  }
}
