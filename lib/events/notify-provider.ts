import type { Transaction } from '@/db/client';
import { formatDays } from '@/lib/platform/days';
import { emailManagers } from '@/lib/platform/mail/email-managers';
import { linkAt } from '@/lib/platform/open-at';
import type { Context } from '@/lib/platform/visit';
import type { ContentField, EventContent, ProviderEvent } from './event';
import { describeField } from './event-content';
import { FIELDS } from './fields';

type Which = Pick<ProviderEvent, 'id' | 'title' | 'startsOn' | 'endsOn' | 'providerId' | 'issuedCount'>;

type News =
  | { kind: 'canceled'; reason: string; issued?: string | undefined }
  | { kind: 'restored'; reason: string /** Whether a revocation of its certificates was stopped. */; stopped: boolean }
  | {
      kind: 'corrected';
      reason: string;
      /** What becomes of certificates that were already issued; absent: they are left as they are. */
      issued?: string | undefined;
      saved: EventContent;
      content: EventContent;
      fields: readonly ContentField[];
      categoryNames: ReadonlyMap<number, string>;
    };

/** Emails the provider's managers what staff did to one of its events, and why, in the transaction that does it. */
export async function notifyProviderOfEvent(
  tx: Transaction,
  ctx: Pick<Context, 'clock'>,
  event: Which,
  news: News,
): Promise<void> {
  await emailManagers(tx, ctx, event.providerId, {
    kind: `event.${news.kind}`,
    subject: `Event ${event.id} was ${news.kind}`,
    paragraphs: paragraphsOf(event, news),
    link: { label: 'Open the event', href: linkAt(event.providerId, `/events/${event.id}`) },
  });
}

function paragraphsOf({ id, title, startsOn, endsOn, issuedCount }: Which, news: News): string[] {
  const event = `“${title}” (event ${id}, ${formatDays(startsOn, endsOn)})`;
  switch (news.kind) {
    case 'canceled':
      return [
        `Agency staff canceled ${event}. It left your list and needs no certificate count.`,
        `Their reason: ${news.reason}`,
        ...(news.issued === undefined ? issuedWords(issuedCount) : [news.issued]),
      ];
    case 'restored':
      return [
        `Agency staff restored ${event}, which was canceled. It is in your list again.`,
        `Their reason: ${news.reason}`,
        ...(news.stopped
          ? ['Its certificates were being revoked. That stopped: those that were not revoked yet stay valid.']
          : []),
      ];
    case 'corrected': {
      const { saved, content, categoryNames } = news;
      const text = (of: EventContent, field: ContentField) =>
        describeField(of, field, categoryNames)?.replaceAll('\n', '; ') ?? '(blank)';
      return [
        news.fields.length > 0
          ? `Agency staff corrected ${event}.`
          : `Agency staff had the certificates of ${event} corrected.`,
        ...news.fields.map(
          (field) => `${FIELDS[field].label}: before, ${text(saved, field)}; now, ${text(content, field)}`,
        ),
        `Their reason: ${news.reason}`,
        news.issued ??
          'Certificates that were already given out keep what was printed on them. Check whether any of them need to be corrected, too.',
      ];
    }
  }
}

/** What becomes of the certificates that were issued for a canceled event; nothing when there are none. */
function issuedWords(count: number): string[] {
  if (count === 0) return [];
  return count === 1
    ? ['The certificate that was issued stays valid. If the event did not take place, revoke it.']
    : [
        `The ${count.toLocaleString('en-US')} certificates that were issued stay valid. If the event did not take place, revoke them.`,
      ];
}
