import type { ListedKey } from '@/lib/learning-systems/keys';
import { formatMoment } from '@/lib/platform/days';
import { DataTable } from '../data-table';

type Props = {
  keys: ListedKey[];
  /** Whether the person may change and revoke keys. */
  mayChange: boolean;
};

/** Lists the keys of one provider: active ones first, then revoked ones. */
export function KeyTable({ keys, mayChange }: Props) {
  const working = keys.filter(({ revokedAt }) => !revokedAt).length;
  return (
    <DataTable
      size="several"
      caption={`${working === 1 ? '1 active key' : `${working} active keys`}, newest first`}
      rows={keys}
      rowKey={({ id }) => id}
      columns={[
        {
          heading: 'System',
          cell: ({ label, signedOnly, revokedAt, revokedByName }) => (
            <>
              <span dir="auto">{label}</span>
              {!signedOnly && !revokedAt && <span className="sub">Also issues unsigned certificates</span>}
              {revokedAt && (
                <span className="sub">
                  Revoked {formatMoment(revokedAt)} by {revokedByName}
                </span>
              )}
            </>
          ),
        },
        { heading: 'Key id', cell: ({ publicId }) => <code className="wrap-anywhere">{publicId}</code> },
        {
          heading: 'Created',
          cell: ({ createdAt, createdByName }) => (
            <span>
              {formatMoment(createdAt)}
              <span className="sub">by {createdByName}</span>
            </span>
          ),
        },
        { heading: 'Last used', cell: ({ lastUsedAt }) => (lastUsedAt ? formatMoment(lastUsedAt) : 'Never') },
      ]}
      actions={
        mayChange &&
        (({ id, label, revokedAt }) =>
          !revokedAt && (
            <>
              <a href={`/learning-systems/${id}/edit`}>
                Edit<span className="sr-only"> the key for {label}</span>
              </a>{' '}
              <a href={`/learning-systems/${id}/revoke`}>
                Revoke<span className="sr-only"> the key for {label}</span>
              </a>
            </>
          ))
      }
    />
  );
}
