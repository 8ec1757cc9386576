import type { ReactNode } from 'react';

type SummaryRow = {
  term: string;
  value: ReactNode;
  /** `label` is read together with the link text: "Change" + "dates". */
  change?: { href: string; label?: string };
};

export function SummaryList({ rows }: { rows: SummaryRow[] }) {
  return (
    <dl className="summary-list">
      {rows.map(({ term, value, change }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
          {change && (
            <dd>
              <a href={change.href}>
                {change.label ?? 'Change'}
                <span className="sr-only"> {term.toLowerCase()}</span>
              </a>
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}
