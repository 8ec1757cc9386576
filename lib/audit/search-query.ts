import { z } from 'zod';
import type { Day } from '@/lib/platform/clock';
import { filterReader, firstOf, listHref, type SearchParams, typedText } from '@/lib/platform/lists/address';
import { cursor, ID, MOMENT } from '@/lib/platform/lists/cursor';
import { filterDay, recordId } from '@/lib/platform/lists/filters';
import { type Action, SUBJECT_OF, type SubjectType } from './entries';

export const SUBJECT_TYPES = [
  'event',
  'conference',
  'user',
  'provider',
  'request',
  'application',
  'setting',
  'category',
] as const satisfies SubjectType[];

/** All actions, by name. */
export const ACTIONS = (Object.keys(SUBJECT_OF) as Action[]).sort();

/** What the audit log shows. It is completely contained in the page's URL. */
export type AuditQuery = {
  /** A person's name, username or email address, as typed. */
  person: string;
  /** A provider's name, as typed. */
  provider: string;
  subjectType: SubjectType | null;
  subjectId: number | null;
  action: Action | null;
  from: Day | null;
  to: Day | null;
  position: { at: Date; id: number } | null;
};

export const WHOLE_LOG: AuditQuery = {
  person: '',
  provider: '',
  subjectType: null,
  subjectId: null,
  action: null,
  from: null,
  to: null,
  position: null,
};

const MAX_TEXT = 100;

const schema = {
  type: z.enum(SUBJECT_TYPES),
  number: recordId,
  action: z.enum(ACTIONS),
  from: filterDay,
  to: filterDay,
};

const COMPLAINTS: Record<keyof typeof schema, string> = {
  type: 'That kind of record does not exist, so all are shown.',
  number: 'The number of a record is a whole number, so it was ignored.',
  action: 'That action does not exist, so all are shown.',
  from: 'The first date is not a real date, so it was ignored.',
  to: 'The last date is not a real date, so it was ignored.',
};

const position = cursor({ at: MOMENT, id: ID });

/** Reads the log's URL. Never throws; `notes` says what was ignored and why. */
export function readAuditQuery(params: SearchParams): { query: AuditQuery; notes: string[] } {
  const notes: string[] = [];
  const read = filterReader(params, schema, COMPLAINTS, notes);
  const after = firstOf(params, 'after').trim();
  const query: AuditQuery = {
    person: typedText(params, 'person', MAX_TEXT).text,
    provider: typedText(params, 'provider', MAX_TEXT).text,
    subjectType: read('type'),
    subjectId: read('number'),
    action: read('action'),
    from: read('from'),
    to: read('to'),
    position: position.read(after),
  };
  if (after !== '' && !query.position) notes.push('That page does not exist, so the log starts with the latest entry.');
  if ((query.subjectType === null) !== (query.subjectId === null)) {
    notes.push('To find a record, choose its kind and enter its number.');
    query.subjectType = query.subjectId = null;
  }
  return { query, notes };
}

/** Returns the URL of this log, without default values. */
export function auditHref(query: AuditQuery, path = '/admin/audit'): string {
  const { person, provider, subjectType: type, subjectId: number, action, from, to } = query;
  const after = query.position && position.write(query.position);
  return listHref(path, { person, provider, type, number, action, from, to, after });
}

/** Counts the filters in use. */
export function filtersInUse({ person, provider, subjectId, action, from, to }: AuditQuery): number {
  return [person || null, provider || null, subjectId, action, from, to].filter((value) => value !== null).length;
}
