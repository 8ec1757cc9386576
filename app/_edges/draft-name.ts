import { type Actor, userIdOf } from '@/lib/access/actor';
import { placeOf } from '@/lib/access/place';

/**
 * Which form of an event: a new one, a copy of the event with this number, a change of it by its provider, a correction
 * that its provider asks for, or a correction by staff.
 */
type DraftedForm = 'new' | `${'copy' | 'edit' | 'request' | 'correct'}-${number}`;

/** Names the draft of one person at one provider in one form. Nobody else on the same device is offered it. */
export function draftName(actor: Actor, form: DraftedForm): string {
  const whose = `${userIdOf(actor)}:${placeOf(actor)?.providerId ?? 0}`;
  return form === 'new' ? whose : `${whose}:${form}`;
}
