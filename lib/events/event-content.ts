import type { ContentField, EventContent, SavedContent } from './event';
import type { FieldDifference } from './event-decision';
import { FIELD_NAMES, FIELDS, type StoredEvent } from './fields';

/** Returns what people entered for an event, as the database stores it. */
export function storedContent(row: StoredEvent): SavedContent {
  return each((name) => FIELDS[name].read(row)) as SavedContent;
}

/** Returns the content of a saved event as the form writes it. */
export function contentOf(event: SavedContent): SavedContent {
  const tidied = <Name extends ContentField>(name: Name) => FIELDS[name].tidy?.(event[name]) ?? event[name];
  return each(tidied) as SavedContent;
}

function each(read: (name: ContentField) => unknown): object {
  return Object.fromEntries(FIELD_NAMES.map((name) => [name, read(name)]));
}

/** Returns the same text for equal values. */
function comparable<Name extends ContentField>(content: EventContent, name: Name): string {
  const { identity } = FIELDS[name];
  return JSON.stringify(identity ? identity(content[name]) : content[name]);
}

export function changedFields(before: EventContent, after: EventContent): ContentField[] {
  return FIELD_NAMES.filter((name) => comparable(before, name) !== comparable(after, name));
}

/** Describes a field in words for comparing two versions side by side; null when it is empty. */
export function describeField<Name extends ContentField>(
  content: Pick<EventContent, Name>,
  name: Name,
  categoryNames: ReadonlyMap<number, string>,
): string | null {
  return FIELDS[name].words(content[name], categoryNames);
}

/** Describes both versions of fields in words. */
export function differencesOf(
  before: EventContent,
  after: EventContent,
  fields: readonly ContentField[],
  categoryNames: ReadonlyMap<number, string>,
): FieldDifference[] {
  return fields.map((name) => ({
    field: FIELDS[name].label,
    before: describeField(before, name, categoryNames),
    after: describeField(after, name, categoryNames),
  }));
}

/** Returns the old and new values of the changed fields, for the audit log. */
export function changesOf(before: EventContent, after: EventContent, fields: readonly ContentField[]) {
  return Object.fromEntries(fields.map((field) => [field, { before: before[field], after: after[field] }]));
}
