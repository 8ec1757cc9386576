import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { CalendarView } from '@/components/calendar/calendar-view';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { monthOf, readMonth } from '@/lib/calendar/rules';
import { viewMonth } from '@/lib/calendar/view-month';

export const metadata: Metadata = { title: 'Calendar' };

type Props = { searchParams: Promise<{ month?: string | string[]; view?: string | string[] }> };

export default personPage(['provider'], async (ctx, { searchParams }: Props) => {
  const { month: asked, view } = await searchParams;
  const month = typeof asked === 'string' ? readMonth(asked) : null;
  return (
    <CalendarView
      calendar={await viewMonth(ctx, month ?? monthOf(ctx.clock.today()))}
      view={view === 'agenda' ? 'agenda' : 'month'}
      note={asked === undefined || month ? null : 'That is not a month, so this month is shown.'}
      mayChange={whyNotAllowed(ctx.actor, 'event.report') === null}
      mayHaveFeed={whyNotAllowed(ctx.actor, 'calendar_feed.use') === null}
    />
  );
});
