import type { ListedKey } from '@/lib/learning-systems/keys';
import { formatMoment } from '@/lib/platform/days';
import { DataTable } from '../data-table';

const HEADINGS = ['System', 'Key id', 'Created', 'Last used'];

type Props = {
  keys: ListedKey[];
  /** Whether the person may change and revoke keys. */
  mayChange: boolean;
};

/** Lists the keys of one provider: active ones first, then revoked ones. */
export function KeyTable({ keys, mayChange }: Props) {
  const working = keys.filter(({ revokedAt }) => !revokedAt).length;
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: the card layout would take the meaning away.
    <DataTable
      columns="several"
      caption={`${working === 1 ? '1 active key' : `${working} active keys`}, newest first`}
      head={
        <>
          {HEADINGS.map((heading) => (
            <th key={heading} scope="col" role="columnheader">
              {heading}
            </th>
          ))}
          {mayChange && (
            <th scope="col" role="columnheader" className="actions-heading">
              <span className="sr-only">Actions</span>
            </th>
          )}
        </>
      }
    >
      {keys.map((key) => (
        <tr key={key.id} role="row">
          <th scope="row" role="rowheader">
            <span dir="auto">{key.label}</span>
            {!key.signedOnly && !key.revokedAt && <span className="sub">Also issues unsigned certificates</span>}
            {key.revokedAt && (
              <span className="sub">
                Revoked {formatMoment(key.revokedAt)} by {key.revokedByName}
              </span>
            )}
          </th>
          <td role="cell" data-label="Key id">
            <code className="wrap-anywhere">{key.publicId}</code>
          </td>
          <td role="cell" data-label="Created">
            <span>
              {formatMoment(key.createdAt)}
              <span className="sub">by {key.createdByName}</span>
            </span>
          </td>
          <td role="cell" data-label="Last used">
            {key.lastUsedAt ? formatMoment(key.lastUsedAt) : 'Never'}
          </td>
          {mayChange && (
            <td role="cell" className="actions">
              {!key.revokedAt && (
                <>
                  <a href={`/learning-systems/${key.id}/edit`}>
                    Edit<span className="sr-only"> the key for {key.label}</span>
                  </a>{' '}
                  <a href={`/learning-systems/${key.id}/revoke`}>
                    Revoke<span className="sr-only"> the key for {key.label}</span>
                  </a>
                </>
              )}
            </td>
          )}
        </tr>
      ))}
    </DataTable>
    // biome-ignore-end lint/a11y/noRedundantRoles: the card layout would take the meaning away.
  );
}
