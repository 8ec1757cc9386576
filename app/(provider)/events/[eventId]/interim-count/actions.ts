'use server';

import { redirect } from 'next/navigation';
import type { ReportFormState } from '@/components/report-form';
import { interimSchema, recordInterimCount } from '@/lib/courses/record-interim-count';
import { parseEventId } from '@/lib/events/event-id';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';

export async function interimCountAction(
  eventId: string,
  _before: ReportFormState,
  form: FormData,
): Promise<ReportFormState> {
  return submitForm(form, interimSchema, async (input) => {
    const outcome = await recordInterimCount(await requireContext(), { ...input, eventId: parseEventId(eventId) });
    if (outcome.kind !== 'recorded') return outcome;
    redirect(`/events/${eventId}?saved=interim`);
  });
}
