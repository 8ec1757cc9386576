import type { Transaction } from '@/db/client';
import { findRequest, type RequestRow } from '@/db/queries/requests';
import { env, supportAddress } from '@/lib/platform/env';
import { emailManagers } from '@/lib/platform/mail/email-managers';
import { sendEmail } from '@/lib/platform/mail/send-email';
import { linkAt } from '@/lib/platform/open-at';
import type { Context } from '@/lib/platform/visit';
import { KIND_WORDS } from './kind-words';
import { fullNameOf, lowerFirst, outcomeOf, shortNameOf, subjectOf, upperFirst } from './name-request';
import { GROUNDS, type Ground } from './rules';

async function getRow(tx: Transaction, requestId: number): Promise<RequestRow> {
  const row = await findRequest(tx, requestId, 'every-provider');
  if (!row) throw new Error(`request ${requestId} has no row`);
  return row;
}

const linkForStaff = ({ id }: RequestRow) => `${env().APP_URL}/admin/requests/${id}`;

type ForAgency = 'sent' | 'answered' | 'withdrawn';

/** Emails what the provider did to the member of staff who has the request, or to the agency's address. */
export async function notifyAgency(
  tx: Transaction,
  ctx: Pick<Context, 'clock' | 'actor'>,
  requestId: number,
  what: ForAgency,
): Promise<void> {
  const row = await getRow(tx, requestId);
  const from = `${row.askedByName} at ${row.providerName}`;
  const { asks, request } = KIND_WORDS[row.kind];
  const { full } = subjectOf(row);
  const { subject, first } = {
    sent: {
      subject: `Request ${row.id}: ${shortNameOf(row)}`,
      first: `${from} ${asks} ${full}.`,
    },
    answered: {
      subject: `Request ${row.id}: your question was answered`,
      first: `${ctx.actor.name} at ${row.providerName} answered your question about the ${fullNameOf(row)}.`,
    },
    withdrawn: {
      subject: `Request ${row.id} was withdrawn`,
      first: `${ctx.actor.name} at ${row.providerName} withdrew ${request} ${full}. There is nothing to do.`,
    },
  }[what];
  await sendEmail(tx, ctx, {
    kind: `request.${what}`,
    to: row.assigneeEmail ?? supportAddress(),
    subject,
    paragraphs: [first],
    link: { label: 'Open the request', href: linkForStaff(row) },
  });
}

type ForProvider =
  | { kind: 'question'; text: string }
  | { kind: 'approved'; text: string | null; last?: string | undefined }
  | { kind: 'declined'; text: string; ground: Ground };

/**
 * Emails what the agency says to the person who asked, or to the provider's managers when that person has left. When staff
 * asked while they acted for the provider, its managers get it, too.
 */
export async function notifyProvider(
  tx: Transaction,
  ctx: Pick<Context, 'clock'>,
  requestId: number,
  news: ForProvider,
): Promise<void> {
  const row = await getRow(tx, requestId);
  const { subject, paragraphs } = wordsFor(row, news);
  const emailLeadingTo = (href: string) => ({
    kind: `request.${news.kind}`,
    subject,
    paragraphs,
    link: { label: 'Open the request', href },
  });
  const forProvider = emailLeadingTo(linkAt(row.providerId, `/requests/${row.id}`));
  if (row.askedByEmail !== null) {
    const email = row.askedByAgency ? emailLeadingTo(linkForStaff(row)) : forProvider;
    await sendEmail(tx, ctx, { ...email, to: row.askedByEmail, name: row.askedByName });
  }
  if (row.askedByEmail === null || row.askedByAgency) await emailManagers(tx, ctx, row.providerId, forProvider);
}

function wordsFor(row: RequestRow, news: ForProvider): { subject: string; paragraphs: string[] } {
  const { approved, unchanged } = KIND_WORDS[row.kind];
  const { providerName, askedByAgency } = row;
  const request = askedByAgency ? `the request for ${providerName}` : 'your request';
  const what = `The ${fullNameOf(row)} that ${askedByAgency ? `agency staff asked for on behalf of ${providerName}` : 'you asked for'}`;
  switch (news.kind) {
    case 'question':
      return {
        subject: `A question about ${request}: ${shortNameOf(row)}`,
        paragraphs: [
          `Agency staff have a question about ${lowerFirst(what)}:`,
          news.text,
          'Answer it on the page of the request. The request waits until you do.',
        ],
      };
    case 'approved':
      return {
        subject: outcomeOf(row),
        paragraphs: [
          `${what} was approved. ${approved.first}`,
          ...(news.text ? [news.text] : []),
          news.last ?? approved.last,
        ],
      };
    case 'declined':
      return {
        subject: `${upperFirst(request)} was declined: ${shortNameOf(row)}`,
        paragraphs: [
          `${what} was declined. ${GROUNDS[news.ground]}.`,
          news.text,
          `${unchanged} You can ask again with more information.`,
        ],
      };
  }
}
