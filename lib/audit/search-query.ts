import type { Day } from '@/lib/platform/clock';
import { isDay } from '@/lib/platform/days';
import { tidyLine } from '@/lib/platform/text';
import { type Action, SUBJECT_OF, type SubjectType } from './entries';

export const SUBJECT_TYPES = [
  'event',
  'conference',
  'user',
  'provider',
  'request',
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

type SearchParams = Record<string, string | string[] | undefined>;

const MAX_TEXT = 100;

/** Reads the log's URL. Never throws; `notes` says what was ignored and why. */
export function readAuditQuery(params: SearchParams): { query: AuditQuery; notes: string[] } {
  const notes: string[] = [];
  const text = (name: string) => {
    const value = params[name];
    const given = tidyLine(((Array.isArray(value) ? value[0] : value) ?? '').replaceAll(/[\p{Cc}\p{Cs}]/gu, ' '));
    return [...given].slice(0, MAX_TEXT).join('').trim();
  };
  const read = <T>(name: string, parse: (text: string) => T | null, complaint: string): T | null => {
    const given = text(name);
    if (given === '') return null;
    const value = parse(given);
    if (value === null) notes.push(complaint);
    return value;
  };
  const day = (given: string) => (isDay(given) && given >= '1900-01-01' && given < '2200-01-01' ? given : null);
  const query: AuditQuery = {
    person: text('person'),
    provider: text('provider'),
    subjectType: read('type', oneOf(SUBJECT_TYPES), 'That kind of record does not exist, so all are shown.'),
    subjectId: read('number', numberOf, 'The number of a record is a whole number, so it was ignored.'),
    action: read('action', oneOf(ACTIONS), 'That action does not exist, so all are shown.'),
    from: read('from', day, 'The first date is not a real date, so it was ignored.'),
    to: read('to', day, 'The last date is not a real date, so it was ignored.'),
    position: read('after', readCursor, 'That page does not exist, so the log starts with the latest entry.'),
  };
  if ((query.subjectType === null) !== (query.subjectId === null)) {
    notes.push('To find a record, choose its kind and enter its number.');
    query.subjectType = query.subjectId = null;
  }
  return { query, notes };
}

/** Returns the URL of this log, without default values. */
export function auditHref(query: AuditQuery, path = '/admin/audit'): string {
  const { person, provider, subjectType, subjectId, action, from, to, position } = query;
  const params = new URLSearchParams();
  const put = (name: string, value: string | number | null) => {
    if (value !== null && value !== '') params.set(name, String(value));
  };
  put('person', person);
  put('provider', provider);
  put('type', subjectType);
  put('number', subjectId);
  put('action', action);
  put('from', from);
  put('to', to);
  put('after', position && `${position.at.getTime()}_${position.id}`);
  return params.size > 0 ? `${path}?${params}` : path;
}

/** Counts the filters in use. */
export function filtersInUse({ person, provider, subjectId, action, from, to }: AuditQuery): number {
  return [person || null, provider || null, subjectId, action, from, to].filter((value) => value !== null).length;
}

const oneOf =
  <T extends string>(values: readonly T[]) =>
  (text: string) =>
    values.find((value) => value === text) ?? null;

function numberOf(text: string): number | null {
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
}

function readCursor(text: string): AuditQuery['position'] {
  const [, at, id] = /^(\d{1,14})_([1-9]\d{0,14})$/.exec(text) ?? [];
  return at && id ? { at: new Date(Number(at)), id: Number(id) } : null;
}
