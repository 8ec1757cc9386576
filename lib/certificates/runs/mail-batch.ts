import { isMailAddress } from '@/lib/platform/mail/mail-settings';
import { lockForMailing, mailTo } from '../mail/mail-certificate';
import type { Batch, Done } from './batch';
import { NO_ADDRESS, NO_CERTIFICATE_ANY_MORE, NO_EMAIL } from './words';

/** Emails each person their valid certificate, unless it was emailed before. */
export const mailBatch: Batch = async (ctx, { eventId, attendeeIds, markDone }) => {
  await ctx.db.transaction(async (tx) => {
    const people = await lockForMailing(tx, eventId, attendeeIds);
    const done: Done[] = [];
    for (const attendeeId of attendeeIds) {
      const person = people.find((row) => row.attendeeId === attendeeId);
      if (!person) done.push({ attendeeId, problem: NO_CERTIFICATE_ANY_MORE });
      else if (!person.email) done.push({ attendeeId, problem: NO_ADDRESS });
      else if (!isMailAddress(person.email)) done.push({ attendeeId, problem: NO_EMAIL });
      else {
        if (!person.mailed) await mailTo(tx, ctx, { ...person, email: person.email }, { bulk: true });
        done.push({ attendeeId, problem: null });
      }
    }
    await markDone(tx, done);
  });
  return [];
};
