import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { SavedNotice } from '@/app/_edges/saved-notice';
import { CountsDueTable } from '@/components/counts-due-table';
import { EmptyState } from '@/components/empty-state';
import { KeysetPager } from '@/components/keyset-pager';
import { TodoList } from '@/components/notices/todo-list';
import { PageHeader } from '@/components/page-header';
import { listCountsDue } from '@/lib/events/list-counts-due';
import { listTodo } from '@/lib/notices/list-todo';
import { putOffAction } from '../../(person)/portal/actions';

export const metadata: Metadata = { title: 'Counts due' };

const SAVED: Record<string, string> = { 'put-off': 'It is off your list for now. It comes back on that day.' };

type Props = { searchParams: Promise<{ after?: string | string[]; saved?: string | string[] }> };

export default personPage(['staff'], async (ctx, { searchParams }: Props) => {
  const { after, saved } = await searchParams;
  const [{ events, next }, todo] = await Promise.all([listCountsDue(ctx, after), listTodo(ctx)]);
  return (
    <>
      <SavedNotice words={SAVED} saved={saved} />
      <PageHeader
        title="Counts due"
        lead="Past events of all providers that still need a certificate count. Educators may be waiting for them."
      />
      {!after && <TodoList todo={todo} putOffAction={putOffAction} from="admin" />}
      {!after && todo.items.length > 0 && <h2 className="mt-10 mb-3">Past events without a count</h2>}
      {events.length === 0 ? (
        <EmptyState title={after ? 'No more events' : 'No counts are due'}>
          {after ? <a href="/admin">Back to the first page</a> : 'Every past event has its certificate count.'}
        </EmptyState>
      ) : (
        <>
          <CountsDueTable events={events} today={ctx.clock.today()} />
          <KeysetPager
            label="Pages of counts due"
            nextHref={next && `/admin?after=${next}`}
            summary={after && <a href="/admin">First page</a>}
          />
        </>
      )}
    </>
  );
});
