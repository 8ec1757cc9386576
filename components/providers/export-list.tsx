import { formatMoment } from '@/lib/platform/days';
import { EXPORT_DAYS } from '@/lib/providers/limits';
import type { ProviderExport } from '@/lib/providers/staff/export/exports';
import { ButtonForm, type StateAction } from '../account/button-form';
import { LiveRefresh } from '../live-refresh';

type Props = { exports: ProviderExport[]; href: string; action: StateAction };

/** Lists the exports of a provider's records, and lets staff make another one. */
export function ExportList({ exports, href, action }: Props) {
  const underWay = exports.some(({ endedAt }) => endedAt === null);
  return (
    <>
      <p>
        One ZIP file with the record, events, counts, rosters, and the list of certificates. It names people, so each
        download is recorded. An export can be downloaded for {EXPORT_DAYS} days.
      </p>
      {exports.length > 0 && (
        <ul className="history">
          {exports.map(({ id, askedAt, askedByName, endedAt, sha256, length }) => (
            <li key={id}>
              {endedAt === null ? (
                'Being made…'
              ) : sha256 === null ? (
                'It could not be made. Try again.'
              ) : (
                <a href={`${href}/${id}`} download>
                  Download the export ({inKilobytes(length ?? 0)})
                </a>
              )}
              <span className="hint">
                {askedByName}, {formatMoment(askedAt)}
              </span>
            </li>
          ))}
        </ul>
      )}
      {underWay ? (
        <LiveRefresh everySeconds={5} />
      ) : (
        <ButtonForm action={action} fields={{}} label="Make an export" pendingLabel="Starting…" variant="secondary" />
      )}
    </>
  );
}

function inKilobytes(bytes: number): string {
  return `${Math.max(1, Math.round(bytes / 1024)).toLocaleString('en-US')} KB`;
}
