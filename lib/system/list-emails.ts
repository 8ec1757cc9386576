import { findAddressOf, type LoggedMail, listMailKinds, listMails } from '@/db/queries/mails';
import { authorize } from '@/lib/access/authorize';
import { onePage } from '@/lib/platform/lists/pages';
import type { Context } from '@/lib/platform/visit';
import type { EmailsQuery } from './emails-query';

const PAGE_SIZE = 50;

export type EmailPage = {
  emails: LoggedMail[];
  next: EmailsQuery | null;
  kinds: string[];
  /** Whether the query names a username that no user has. */
  unknownPerson: boolean;
};

/**
 * Returns a page of the emails that PDUPS sent, latest first: to whom, of which kind, and whether they arrived. What an
 * email said is deleted when it is sent, and its subject is not shown, because it can name an event.
 * @throws AppError `forbidden`
 */
export async function listEmails(ctx: Context, query: EmailsQuery): Promise<EmailPage> {
  authorize(ctx, 'email.read');
  const kinds = await listMailKinds(ctx.db);
  const address = await addressOf(ctx, query.person);
  if (address === null && query.person !== '') return { emails: [], next: null, kinds, unknownPerson: true };
  const { kind, before } = query;
  const found = await listMails(ctx.db, { address, kind, before, limit: PAGE_SIZE + 1 });
  const { shown, next } = onePage(found, PAGE_SIZE, ({ id }) => ({ ...query, before: id }));
  return { emails: shown, next, kinds, unknownPerson: false };
}

async function addressOf({ db }: Context, person: string): Promise<string | null> {
  if (person === '') return null;
  return person.includes('@') ? person : findAddressOf(db, person);
}
