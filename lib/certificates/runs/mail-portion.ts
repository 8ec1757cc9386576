import { isMailAddress } from '@/lib/platform/mail/mail-settings';
import { holdForMailing, mailTo } from '../mail/mail-certificate';
import type { Portion, Ticked } from './portion';
import { NO_ADDRESS, NO_CERTIFICATE_ANY_MORE, NO_LETTER } from './words';

/** Mails the certificate that holds now to each of them, unless it was mailed before. */
export const mailPortion: Portion = async (ctx, { eventId, attendeeIds, tick }) => {
  await ctx.db.transaction(async (tx) => {
    const people = await holdForMailing(tx, eventId, attendeeIds);
    const ticked: Ticked[] = [];
    for (const attendeeId of attendeeIds) {
      const person = people.find((row) => row.attendeeId === attendeeId);
      if (!person) ticked.push({ attendeeId, problem: NO_CERTIFICATE_ANY_MORE });
      else if (!person.email) ticked.push({ attendeeId, problem: NO_ADDRESS });
      else if (!isMailAddress(person.email)) ticked.push({ attendeeId, problem: NO_LETTER });
      else {
        if (!person.mailed) await mailTo(tx, ctx, { ...person, email: person.email }, { bulk: true });
        ticked.push({ attendeeId, problem: null });
      }
    }
    await tick(tx, ticked);
  });
  return [];
};
