import type { FoundEntry } from '@/lib/audit/search-audit';
import { formatMoment } from '@/lib/platform/days';
import { DataTable } from '../data-table';
import { wordsForAction } from './action-words';
import { EntryDetails, hasDetails } from './entry-details';

const HEADINGS = ['What', 'When', 'Who', 'Record', 'Details'];

/** Lists entries of the audit log. */
export function AuditTable({ entries }: { entries: FoundEntry[] }) {
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: DataTable says why.
    <DataTable
      caption={`${entries.length} ${entries.length === 1 ? 'entry' : 'entries'}, latest first`}
      className="audit-table"
      head={HEADINGS.map((heading) => (
        <th key={heading} scope="col" role="columnheader">
          {heading}
        </th>
      ))}
    >
      {entries.map((entry) => (
        <tr key={entry.id} role="row">
          <th scope="row" role="rowheader">
            {wordsForAction(entry.action)}
            <span className="sub">Entry {entry.id}</span>
          </th>
          <td role="cell" data-label="When">
            {formatMoment(entry.at)}
          </td>
          <td role="cell" data-label="Who">
            <Who entry={entry} />
          </td>
          <td role="cell" data-label="Record">
            <Subject entry={entry} />
          </td>
          <td role="cell" data-label="Details">
            {hasDetails(entry.details) ? (
              <details>
                <summary>Show</summary>
                <EntryDetails details={entry.details} />
                <From entry={entry} />
              </details>
            ) : (
              <From entry={entry} />
            )}
          </td>
        </tr>
      ))}
    </DataTable>
    // biome-ignore-end lint/a11y/noRedundantRoles: DataTable says why.
  );
}

const KINDS: Record<string, string> = {
  provider: 'provider user',
  staff: 'agency staff',
  attendee: 'attendee',
  learning_system: 'learning system',
  job: 'background job',
  command_line: 'command line',
  visitor: 'not signed in',
};

function Who({ entry }: { entry: FoundEntry }) {
  const { actorKind, actorId, actorThrough, userName, username, onBehalfOfName } = entry;
  const kind = KINDS[actorKind] ?? actorKind;
  return (
    <>
      {userName ? <bdi>{userName}</bdi> : (actorId ?? actorThrough ?? 'Unknown')}
      <span className="sub">
        {[username, kind, onBehalfOfName && `acting for ${onBehalfOfName}`].filter(Boolean).join(', ')}
      </span>
    </>
  );
}

const PAGES: Record<string, string> = { event: '/admin/events', user: '/admin/users', request: '/admin/requests' };

function Subject({ entry: { subjectType, subjectId, providerName } }: { entry: FoundEntry }) {
  const name = subjectId === null ? `Unknown ${subjectType}` : `${subjectType} ${subjectId}`;
  const words = name.charAt(0).toUpperCase() + name.slice(1);
  const page = subjectId === null ? undefined : PAGES[subjectType];
  return (
    <>
      {page ? <a href={`${page}/${subjectId}`}>{words}</a> : words}
      {providerName && (
        <span className="sub">
          <bdi>{providerName}</bdi>
        </span>
      )}
    </>
  );
}

function From({ entry: { address, requestId } }: { entry: FoundEntry }) {
  if (!address && !requestId) return null;
  return (
    <span className="sub wrap-anywhere">
      {address && `From ${address}`}
      {address && requestId && ', '}
      {requestId && `request ${requestId}`}
    </span>
  );
}
