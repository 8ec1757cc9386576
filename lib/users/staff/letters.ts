import type { Queryable } from '@/db/client';
import { supportAddress } from '@/lib/platform/env';
import { sendLetter } from '@/lib/platform/mail/send-letter';
import type { Visit } from '@/lib/platform/visit';

type News = { kind: string; subject: string; paragraphs: string[] };

/** Tells a person what staff did to their account. The reason is for staff and stays out. */
export async function tellPerson(
  tx: Queryable,
  visit: Visit,
  person: { name: string; email: string },
  { paragraphs, ...news }: News,
): Promise<void> {
  await sendLetter(tx, visit, {
    to: person.email,
    name: person.name,
    ...news,
    paragraphs: [...paragraphs, `If you did not expect this, write to ${supportAddress()}.`],
  });
}
