import type { Queryable } from '../client';
import { mails } from '../schema';

export async function insertMail(tx: Queryable, mail: typeof mails.$inferInsert): Promise<number> {
  const [row] = await tx.insert(mails).values(mail).returning({ id: mails.id });
  return row!.id;
}
