'use server';

import { redirect } from 'next/navigation';
import { changeRunState, parseRunId, runActSchema } from '@/lib/certificates/runs/change-run';
import { parseEventId } from '@/lib/events/event-id';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';

export async function changeRunAction(
  eventId: string,
  runId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return submitForm(form, runActSchema, async ({ act }) => {
    await changeRunState(await requireContext(), { eventId: parseEventId(eventId), runId: parseRunId(runId), act });
    redirect(`/events/${eventId}/certificates/runs/${runId}`);
  });
}
