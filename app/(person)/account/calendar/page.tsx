import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { SavedNotice } from '@/app/_edges/saved-notice';
import { ButtonForm } from '@/components/account/button-form';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { FeedForm } from '@/components/calendar/feed-form';
import { PageHeader } from '@/components/page-header';
import { SummaryList } from '@/components/summary-list';
import { getPlace } from '@/lib/access/place';
import { findFeed } from '@/lib/calendar/own-feed';
import { formatMoment } from '@/lib/platform/days';
import { makeFeedAction, turnOffFeedAction } from './actions';

export const metadata: Metadata = { title: 'Calendar feed' };

const SAVED: Record<string, string> = { off: 'Your calendar address no longer works.' };

type Props = { searchParams: Promise<{ saved?: string | string[] }> };

export default personPage(['provider'], async (ctx, { searchParams }: Props) => {
  const feed = await findFeed(ctx);
  const { providerId } = getPlace(ctx.actor);
  return (
    <>
      <SavedNotice words={SAVED} saved={(await searchParams).saved} />
      <Breadcrumbs crumbs={[{ label: 'My account', href: '/account' }, { label: 'Calendar feed' }]} />
      <PageHeader
        title="Calendar feed"
        lead="Your provider’s events, and the days when counts are due, in Outlook, Google Calendar or Apple Calendar."
      />
      <FeedForm providerId={providerId} action={makeFeedAction} replaces={feed !== null}>
        {feed ? (
          <SummaryList
            rows={[
              { term: 'Address created', value: formatMoment(feed.createdAt) },
              { term: 'Last read', value: feed.lastReadAt ? formatMoment(feed.lastReadAt) : 'Not yet' },
            ]}
          />
        ) : (
          <p>You have no calendar address for this provider.</p>
        )}
      </FeedForm>
      {feed && (
        <section>
          <h2>Turn it off</h2>
          <p>Calendars that use the address stop getting updates.</p>
          <ButtonForm
            action={turnOffFeedAction}
            providerId={providerId}
            label="Turn off the feed"
            pendingLabel="Turning off…"
            variant="secondary"
          />
        </section>
      )}
    </>
  );
});
