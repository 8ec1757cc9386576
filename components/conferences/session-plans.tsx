import type { SessionPlan } from '@/lib/conference-roster/import/plan-list';
import { DataTable } from '../data-table';

type Props = { plans: readonly SessionPlan[]; titles: ReadonlyMap<number, string> };

/** Shows what an import does at each session. */
export function SessionPlans({ plans, titles }: Props) {
  return (
    <section>
      <h2>By session</h2>
      <DataTable
        caption={`${plans.length} ${plans.length === 1 ? 'session' : 'sessions'}`}
        captionHidden
        rows={plans}
        rowKey={({ id }) => id}
        columns={[
          { heading: 'Session', cell: ({ id }) => <bdi>{titles.get(id)}</bdi> },
          { heading: 'New', kind: 'number', cell: ({ added }) => added.toLocaleString('en-US') },
          { heading: 'Changed', kind: 'number', cell: ({ changed }) => changed.toLocaleString('en-US') },
          { heading: 'No change', kind: 'number', cell: ({ same }) => same.toLocaleString('en-US') },
          { heading: 'Not sure', kind: 'number', cell: ({ left }) => left.toLocaleString('en-US') },
        ]}
      />
      {plans.some(({ left }) => left > 0) && (
        <p className="hint mt-4">
          We don’t import rows that we can’t match for certain. After the import, you can open them session by session.
        </p>
      )}
    </section>
  );
}
