import { z } from 'zod';
import type { RequestRow } from '@/db/queries/requests';
import { KIND_WORDS } from './kind-words';

/** What a request is about, in words. */
type Subject = {
  /** As a heading: the event's title, or the name of the person or the provider. */
  name: string;
  /** "event 12", for an email's subject. */
  short: string;
  /** "“Teaching fractions” (event 12)", for sentences. */
  full: string;
};

const personSchema = z.object({ name: z.string(), email: z.string() });

export type Named = Pick<RequestRow, 'kind' | 'eventId' | 'eventTitle' | 'providerName' | 'asked'>;

/** Returns what a request is about, in words. */
export function subjectOf({ kind, eventId, eventTitle, providerName, asked }: Named): Subject {
  switch (kind) {
    case 'correction':
    case 'cancellation':
      return { name: eventTitle ?? '', short: `event ${eventId}`, full: `“${eventTitle}” (event ${eventId})` };
    case 'user': {
      const { name, email } = personSchema.parse(asked);
      return { name, short: name, full: `${name} (${email})` };
    }
    case 'provider_data':
      return { name: providerName, short: providerName, full: providerName };
  }
}

/** Returns a text with a small first letter, for the middle of a sentence. */
export const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
/** Returns a text with a capital first letter. */
export const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Returns "correction of event 12", for an email's subject. */
export function shortNameOf(request: Named): string {
  return `${lowerFirst(KIND_WORDS[request.kind].lead)} ${subjectOf(request).short}`;
}

/** Returns "correction of “Teaching fractions” (event 12)", for a sentence. */
export function fullNameOf(request: Named): string {
  return `${lowerFirst(KIND_WORDS[request.kind].lead)} ${subjectOf(request).full}`;
}

/** Returns "Event 12 was corrected". */
export function outcomeOf(request: Named): string {
  return `${upperFirst(subjectOf(request).short)} ${KIND_WORDS[request.kind].done}`;
}
