import { type Actor, userIdOf } from '@/lib/access/actor';
import { placeOf } from '@/lib/access/place';

/** Which form of an event: a new one, a copy of the event with this number, or a change of it. */
type DraftedForm = 'new' | `copy-${number}` | `edit-${number}`;

/** Names the draft of one person at one provider in one form. Nobody else on the same device is offered it. */
export function draftName(actor: Actor, form: DraftedForm): string {
  const whose = `${userIdOf(actor)}:${placeOf(actor)?.providerId ?? 0}`;
  return form === 'new' ? whose : `${whose}:${form}`;
}
