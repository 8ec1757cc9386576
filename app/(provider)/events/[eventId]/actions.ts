'use server';

import { redirect } from 'next/navigation';
import { continueCourse, continueCourseSchema } from '@/lib/courses/continue-course';
import { parseEventId } from '@/lib/events/event-id';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';

export async function continueCourseAction(eventId: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, continueCourseSchema, async (input) => {
    const nextId = await continueCourse(await requireContext(), { ...input, eventId: parseEventId(eventId) });
    redirect(`/events/${nextId}?saved=continued`);
  });
}
