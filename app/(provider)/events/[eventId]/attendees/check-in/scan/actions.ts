'use server';

import { noteScans, scansSchema } from '@/lib/attendees/check-in/note-scans';
import type { NotedScan } from '@/lib/attendees/check-in/scans';
import { parseEventId } from '@/lib/events/event-id';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';

type State = FormState<NotedScan[]>;

export async function noteScansAction(eventId: string, _before: State, form: FormData): Promise<State> {
  return submitForm(form, scansSchema, async (input) =>
    noteScans(await requireContext(), { ...input, eventId: parseEventId(eventId) }),
  );
}
