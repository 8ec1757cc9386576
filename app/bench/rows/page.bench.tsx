import { readFileSync } from 'node:fs';
import { EventListView } from '@/components/event-list-view';
import { SiteFrame } from '@/components/site-frame';
import { NONE_WAIT } from '@/lib/claims/list-waiting';
import type { EventPage } from '@/lib/events/list-events';
import { WHOLE_LIST } from '@/lib/events/list-query';

type Constant = Omit<Parameters<typeof EventListView>[0], 'query' | 'notes' | 'page' | 'mayChange'> & {
  page: EventPage;
  providerName: string;
};

let constant: Constant | undefined;

/** Shows the list's page without session and database, as the baseline for the list (`npm run bench`). */
export default function ConstantRows() {
  constant ??= JSON.parse(readFileSync(process.env.BENCH_ROWS!, 'utf8')) as Constant;
  const { page, owed, categories, providerName } = constant;
  return (
    <SiteFrame
      person={{ name: providerName, kind: 'provider', providerName }}
      supportAddress="support@example.org"
      signOutAction="/sign-out"
      links={[]}
    >
      <EventListView
        query={WHOLE_LIST}
        notes={[]}
        page={page}
        owed={owed}
        categories={categories}
        differing={0}
        claims={NONE_WAIT}
        mayChange
        maySign
      />
    </SiteFrame>
  );
}
