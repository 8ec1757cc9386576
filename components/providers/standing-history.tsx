import { formatDay, formatMoment } from '@/lib/platform/days';
import type { StandingDecision } from '@/lib/providers/staff/get-provider';
import { STANDING_WORDS } from '@/lib/providers/standing-words';

/** Lists what staff decided about how a provider stands, latest first. */
export function StandingHistory({ decisions }: { decisions: StandingDecision[] }) {
  return (
    <ol className="history">
      {decisions.map(({ row, byName }) => (
        <li key={row.id}>
          {STANDING_WORDS[row.standing].label}, from {formatDay(row.fromDay)}
          {row.reviewOn && `; review on ${formatDay(row.reviewOn)}`}
          <span className="hint">
            {byName}, {formatMoment(row.at)}
            {row.proposalId !== null && (
              <>
                {' · '}
                <a href={`/admin/providers/${row.providerId}/proposals/${row.proposalId}`}>
                  the proposal that was confirmed
                </a>
              </>
            )}
          </span>
          <p className="prose-lines" dir="auto">
            {row.reason}
          </p>
        </li>
      ))}
    </ol>
  );
}
