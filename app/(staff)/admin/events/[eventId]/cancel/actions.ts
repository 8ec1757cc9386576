'use server';

import { redirect } from 'next/navigation';
import type { CancelState } from '@/components/cancellation/cancel-form';
import { parseEventId } from '@/lib/events/event-id';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { cancelEvent, cancelEventSchema } from '@/lib/requests/cancel-event';
import { requireContext } from '@/lib/users/context';

export async function cancelEventAction(eventId: string, _before: CancelState, form: FormData): Promise<CancelState> {
  return submitForm(form, cancelEventSchema, async (input) => {
    const result = await cancelEvent(await requireContext(), { ...input, eventId: parseEventId(eventId) });
    if (result.kind === 'moved') return result;
    redirect(`/admin/events/${eventId}?saved=canceled`);
  });
}
