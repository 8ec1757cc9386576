import { z } from 'zod';
import type { Transaction } from '@/db/client';
import { haveAttendance } from '@/db/queries/attendance';
import { changeAttendee } from '@/db/queries/attendees';
import { insertCertificateEnding, listCurrentForMailing } from '@/db/queries/certificate-list';
import { DUPLICATE_REASON, insertDistinct, lockToMerge, mergeInto } from '@/db/queries/duplicates';
import { findAttendee, lockAttendeesOf } from '@/db/queries/roster';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import { countAgain } from '@/lib/attendees/attendance/count-again';
import { changeRoster } from '@/lib/attendees/change-roster';
import { identityOf } from '@/lib/attendees/identity';
import { record } from '@/lib/audit/record';
import { getEvent } from '@/lib/events/find-event';
import { unitsOf } from '@/lib/events/rules';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { recordId } from '@/lib/users/record-id';
import { mayBeOnePerson } from './find-duplicates';
import { betterRecord, mergedDetails } from './rules';

/** As many of one name as a page shows. */
export const MAX_AT_ONCE = 50;

export const decideDuplicatesSchema = z.object({
  decision: z.enum(['merge', 'distinct'], 'Choose whether these are one person or several.'),
  attendees: z
    .array(recordId)
    .max(MAX_AT_ONCE, `Check at most ${MAX_AT_ONCE} people at once.`)
    .default([])
    .refine((ids) => new Set(ids).size > 1, 'Check at least two people.'),
});

type Input = { eventId: number; attendees: readonly number[] };

/** What a merge did. */
export type Merged = { keptId: number; merged: number; revoked: number };

/**
 * Makes one person of several on a roster who may be one: the better record stays and says what the others add, and
 * shows the certificates of all. When several have a valid certificate, one stays valid and the others are revoked as
 * duplicates. When the others bring attendance, the person is counted again by all of it. All of it happens, or nothing.
 * @throws AppError `not_found`, `forbidden`, or `conflict` when the roster has changed
 */
export async function mergeAttendees(ctx: Context, { eventId, attendees }: Input): Promise<Merged> {
  return changeRoster(
    ctx,
    eventId,
    async (tx) => {
      await getEvent({ actor: ctx.actor, db: tx }, eventId);
      await lockToMerge(tx, eventId, attendees);
      return lockAttendeesOf(tx, eventId, attendees, scopeOf(ctx.actor));
    },
    async (tx, locked, event) => {
      authorize(ctx, 'certificate.revoke');
      // Others are not merged by a form that was tampered with.
      if (!(await mayBeOnePerson(tx, eventId, attendees))) throw rosterChanged();
      const certificates = await listCurrentForMailing(
        tx,
        eventId,
        locked.map(({ id }) => id),
      );
      const people = locked.map((row) => ({
        ...row,
        serial: certificates.find(({ attendeeId }) => attendeeId === row.id)?.serial ?? null,
      }));
      const kept = betterRecord(people);
      const others = people.filter(({ id }) => id !== kept.id);
      const at = ctx.clock.now();
      const bringsAttendance = await haveAttendance(
        tx,
        eventId,
        others.map(({ id }) => id),
      );
      let revoked = 0;
      for (const { attendeeId, certificateId, serial } of certificates) {
        if (attendeeId === kept.id || kept.serial === null) continue;
        await revokeDuplicate(tx, ctx, { eventId, certificateId, serial, keptSerial: kept.serial, at });
        revoked += 1;
      }
      await mergeInto(
        tx,
        kept.id,
        others.map(({ id }) => id),
        at,
      );
      const details = mergedDetails(kept, others);
      await changeAttendee(tx, kept.id, {
        ...details,
        units: unitsOf(kept.units ?? event.hours),
        identity: identityOf({ ...kept, ...details }, kept.identity),
        updatedAt: at,
      });
      await record(tx, ctx, {
        action: 'attendees.merged',
        subject: `event:${eventId}`,
        details: { kept: kept.id, merged: others.map(({ id }) => id), revoked },
      });
      if (bringsAttendance) {
        const attendee = await findAttendee(tx, eventId, kept.id, scopeOf(ctx.actor));
        await countAgain(tx, ctx, { attendee: attendee!, event });
      }
      return { keptId: kept.id, merged: others.length, revoked };
    },
  );
}

/** The certificate is not taken from anybody: the same person has another one, so they still completed the event. */
async function revokeDuplicate(
  tx: Transaction,
  ctx: Context,
  input: { eventId: number; certificateId: number; serial: string; keptSerial: string; at: Date },
): Promise<void> {
  const { eventId, certificateId, serial, keptSerial, at } = input;
  const reason = `${DUPLICATE_REASON} ${keptSerial}.`;
  await insertCertificateEnding(tx, {
    certificateId,
    kind: 'revoked',
    reason,
    endedBy: ctx.actor.userId,
    endedAt: at,
  });
  await record(tx, ctx, {
    action: 'certificate.revoked',
    subject: `event:${eventId}`,
    details: { serial, reason },
  });
}

/**
 * Records that people who may be one are several people, so that they are not proposed as one again.
 * @throws AppError `not_found`, `forbidden`, or `conflict` when the roster has changed
 */
export async function keepAttendeesApart(ctx: Context, { eventId, attendees }: Input): Promise<void> {
  await changeRoster(
    ctx,
    eventId,
    (tx) => lockAttendeesOf(tx, eventId, attendees, scopeOf(ctx.actor)),
    async (tx, locked) => {
      authorize(ctx, 'certificate.revoke');
      if (!(await mayBeOnePerson(tx, eventId, attendees))) throw rosterChanged();
      const ids = locked.map(({ id }) => id);
      const pairs = ids.flatMap((one, index) => ids.slice(index + 1).map((other) => [one, other] as const));
      await insertDistinct(tx, pairs, { decidedBy: ctx.actor.userId, decidedAt: ctx.clock.now() });
      await record(tx, ctx, {
        action: 'attendees.kept_apart',
        subject: `event:${eventId}`,
        details: { attendees: ids },
      });
    },
  );
}

function rosterChanged(): AppError {
  return new AppError('conflict', 'The roster has changed. Open the possible duplicates again, then decide.');
}
