import type { Queryable } from '@/db/client';
import { supportAddress } from '@/lib/platform/env';
import { sendEmail } from '@/lib/platform/mail/send-email';
import type { Visit } from '@/lib/platform/visit';

type News = { kind: string; subject: string; paragraphs: string[] };

/** Notifies a person of what staff did to their account. The reason is only for staff, so it is left out. */
export async function notifyPerson(
  tx: Queryable,
  visit: Visit,
  person: { name: string; email: string },
  { paragraphs, ...news }: News,
): Promise<void> {
  await sendEmail(tx, visit, {
    to: person.email,
    name: person.name,
    ...news,
    paragraphs: [...paragraphs, `If you did not expect this, email ${supportAddress()}.`],
  });
}
