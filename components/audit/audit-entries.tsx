import type { FoundEntry } from '@/lib/audit/search-audit';
import { formatMoment } from '@/lib/platform/days';
import { wordsForAction } from './action-words';
import { EntryDetails, hasDetails } from './entry-details';

/** Lists entries of the audit log: what, who, when, to which record, and with which details. */
export function AuditEntries({ entries }: { entries: FoundEntry[] }) {
  return (
    <ol className="history history-wide" aria-label="Entries, latest first">
      {entries.map((entry) => (
        <li key={entry.id}>
          <strong>{wordsForAction(entry.action)}</strong>: <Subject entry={entry} />
          <span className="hint">
            {byWhom(entry)}, {formatMoment(entry.at)}
          </span>
          <details>
            <summary>
              Details<span className="sr-only"> of entry {entry.id}</span>
            </summary>
            {hasDetails(entry.details) && <EntryDetails details={entry.details} />}
            <span className="hint wrap-anywhere">{originOf(entry)}</span>
          </details>
        </li>
      ))}
    </ol>
  );
}

const KINDS: Record<string, string> = {
  provider: 'provider user',
  staff: 'agency staff',
  attendee: 'an attendee',
  learning_system: 'a learning system',
  job: 'a background job',
  command_line: 'a person with access to the server',
  visitor: 'a person who was not signed in',
};

function byWhom({ actorKind, userName, username, onBehalfOfName }: FoundEntry): string {
  const kind = KINDS[actorKind] ?? actorKind;
  const who = userName === null ? kind : `${userName} (${username}), ${kind}`;
  return onBehalfOfName === null ? who : `${who}, acting for ${onBehalfOfName}`;
}

const PAGES: Record<string, string> = {
  category: '/admin/settings/categories',
  event: '/admin/events',
  conference: '/conferences',
  user: '/admin/users',
  provider: '/admin/providers',
  request: '/admin/requests',
  application: '/admin/applications',
};

function Subject({ entry: { subjectType, subjectId, subjectName, providerName } }: { entry: FoundEntry }) {
  if (subjectId === null) return <>unknown {subjectType}</>;
  const page = PAGES[subjectType];
  const record = `${subjectType} ${subjectId}`;
  const names = [subjectName, providerName].filter((name) => name !== null);
  return (
    <>
      {page ? <a href={`${page}/${subjectId}`}>{record}</a> : record}
      {names.length > 0 && (
        <>
          , <bdi>{[...new Set(names)].join(', ')}</bdi>
        </>
      )}
    </>
  );
}

function originOf({ id, actorKind, actorId, actorThrough, address, requestId }: FoundEntry): string {
  return [
    `Entry ${id}`,
    ['job', 'learning_system', 'command_line', 'attendee'].includes(actorKind) && actorId && `by ${actorId}`,
    actorThrough && `through ${actorThrough}`,
    address && `from ${address}`,
    requestId && `in request ${requestId}`,
  ]
    .filter(Boolean)
    .join(', ');
}
