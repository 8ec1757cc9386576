import type { FormValues } from '@/lib/platform/forms/form-values';

/** What a person typed into an event's form and has not saved, on this device. */
export type EventDraft = { at: number; values: FormValues };

const PREFIX = 'pdups-event-draft:';
/** A draft is deleted after this long without a change (choice). */
const LASTS_MS = 30 * 24 * 3_600_000;
/** What identifies a form is its page's. */
const OF_THE_PAGE = ['requestKey', 'forProvider'];
/**
 * Nobody attests to an event before it is complete. The version stays: if the event has changed since, the person who
 * saves the draft sees both and chooses.
 */
const LEFT_OUT = [...OF_THE_PAGE, 'attested'];

/** Saves a draft. Where the browser stores nothing (a private window, a full disk), the form works without drafts. */
export function saveDraft(name: string, values: FormValues, now: number): void {
  const kept = Object.fromEntries(Object.entries(values).filter(([field]) => !LEFT_OUT.includes(field)));
  quietly(() => localStorage.setItem(PREFIX + name, JSON.stringify({ at: now, values: kept } satisfies EventDraft)));
}

/** Returns the draft with this name, or null. Every draft on the device that is too old or unreadable is removed. */
export function findDraft(name: string, now: number): EventDraft | null {
  return (
    quietly(() => {
      for (const key of Object.keys(localStorage).filter((any) => any.startsWith(PREFIX))) {
        if (!readDraft(key, now)) localStorage.removeItem(key);
      }
      return readDraft(PREFIX + name, now);
    }) ?? null
  );
}

function readDraft(key: string, now: number): EventDraft | null {
  const draft = quietly(() => JSON.parse(localStorage.getItem(key) ?? 'null') as EventDraft | null);
  if (typeof draft?.at !== 'number' || typeof draft.values !== 'object') return null;
  return draft.at > now - LASTS_MS ? draft : null;
}

/** Returns the values of a page's form with the draft in it: a box that is not in the draft was not checked. */
export function withDraft(values: FormValues, draft: EventDraft): FormValues {
  return {
    ...Object.fromEntries(Object.entries(values).filter(([name]) => OF_THE_PAGE.includes(name))),
    ...draft.values,
  };
}

export function forgetDraft(name: string): void {
  quietly(() => localStorage.removeItem(PREFIX + name));
}

function quietly<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}
