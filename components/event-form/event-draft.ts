import type { FormValues } from '@/lib/platform/forms/form-values';

/** What a person typed into an event's form and has not saved, on this device. */
export type EventDraft = { at: number; values: FormValues };

const PREFIX = 'pdups-event-draft:';
/** A draft is deleted after this long without a change (choice). */
const LASTS_MS = 30 * 24 * 3_600_000;
/** A form is identified by its page, and nobody attests to an event before it is complete. */
const LEFT_OUT = ['requestKey', 'forProvider', 'attested', 'version'];

/** Saves a draft. Where the browser stores nothing (a private window, a full disk), the form works without drafts. */
export function saveDraft(owner: string, values: FormValues, now: number): void {
  const kept = Object.fromEntries(Object.entries(values).filter(([name]) => !LEFT_OUT.includes(name)));
  quietly(() => localStorage.setItem(PREFIX + owner, JSON.stringify({ at: now, values: kept } satisfies EventDraft)));
}

/** Returns the draft of this person, or null; one that is too old or unreadable is removed. */
export function findDraft(owner: string, now: number): EventDraft | null {
  return (
    quietly(() => {
      const draft = JSON.parse(localStorage.getItem(PREFIX + owner) ?? 'null') as EventDraft | null;
      if (!draft) return null;
      const isValid = typeof draft.at === 'number' && draft.at > now - LASTS_MS && typeof draft.values === 'object';
      if (!isValid) forgetDraft(owner);
      return isValid ? draft : null;
    }) ?? null
  );
}

export function forgetDraft(owner: string): void {
  quietly(() => localStorage.removeItem(PREFIX + owner));
}

function quietly<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}
