'use server';

import { redirect } from 'next/navigation';
import {
  decideDuplicatesSchema,
  keepAttendeesApart,
  mergeAttendees,
} from '@/lib/certificates/duplicates/decide-duplicates';
import { parseEventId } from '@/lib/events/event-id';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';

export async function decideDuplicatesAction(eventId: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, decideDuplicatesSchema, async ({ decision, attendees }) => {
    const ctx = await requireContext();
    const input = { eventId: parseEventId(eventId), attendees };
    const page = `/events/${eventId}/attendees/duplicates`;
    if (decision === 'distinct') {
      await keepAttendeesApart(ctx, input);
      redirect(`${page}?saved=distinct`);
    }
    const { revoked } = await mergeAttendees(ctx, input);
    redirect(`${page}?saved=${revoked > 0 ? 'merged-revoked' : 'merged'}`);
  });
}
