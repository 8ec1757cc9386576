import type { Queryable } from '@/db/client';
import { insertMail } from '@/db/queries/mails';
import type { Visit } from '../visit';
import type { Letter } from './letter';

/**
 * Sends a letter with the transaction in hand: it goes out when that commits, and never when it rolls back.
 * @param tx the transaction that causes the letter
 */
export async function sendLetter(tx: Queryable, visit: Pick<Visit, 'clock'>, letter: Letter): Promise<void> {
  const text = [letter.name && `Hello ${letter.name},`, ...letter.paragraphs, letter.code, letter.link?.href]
    .filter(Boolean)
    .join('\n\n');
  await insertMail(tx, {
    kind: letter.kind,
    toAddress: letter.to,
    subject: letter.subject,
    text,
    html: '',
    createdAt: visit.clock.now(),
    expiresAt: letter.expiresAt ?? null,
  });
}
