import type { SessionPlan } from '@/lib/conference-roster/import/plan-list';
import { DataTable } from '../data-table';

type Props = { plans: readonly SessionPlan[]; sessions: readonly { id: number; title: string }[] };

const HEADINGS = ['Session', 'New', 'Changed', 'No change', 'Not sure'];

/** Shows what an import does at each session. */
export function SessionPlans({ plans, sessions }: Props) {
  const titles = new Map(sessions.map(({ id, title }) => [id, title]));
  return (
    <section>
      <h2>By session</h2>
      {/* biome-ignore-start lint/a11y/noRedundantRoles: the card layout would take the meaning away. */}
      <DataTable
        caption={`${plans.length} ${plans.length === 1 ? 'session' : 'sessions'}`}
        captionHidden
        head={HEADINGS.map((heading, index) => (
          <th key={heading} scope="col" role="columnheader" className={index > 0 ? 'number' : undefined}>
            {heading}
          </th>
        ))}
      >
        {plans.map(({ id, added, changed, same, left }) => (
          <tr role="row" key={id}>
            <th scope="row" role="rowheader">
              <bdi>{titles.get(id)}</bdi>
            </th>
            {[added, changed, same, left].map((count, index) => (
              <td key={HEADINGS[index + 1]} role="cell" data-label={HEADINGS[index + 1]} className="number">
                {count.toLocaleString('en-US')}
              </td>
            ))}
          </tr>
        ))}
      </DataTable>
      {/* biome-ignore-end lint/a11y/noRedundantRoles: see above */}
      {plans.some(({ left }) => left > 0) && (
        <p className="hint mt-4">
          We don’t import rows that we can’t match for certain. After the import, you can open them session by session.
        </p>
      )}
    </section>
  );
}
