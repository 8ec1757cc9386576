'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { parseEventId } from '@/lib/events/event-id';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { type AfterSigning, leaveForInk, signEvent, signEventSchema } from '@/lib/signing/sign-event';
import { requireContext } from '@/lib/users/context';

const NEXT_PAGE: Record<AfterSigning, string> = {
  issue: 'certificates/issue-all',
  reissue: 'certificates/change',
  share: 'share',
};

export async function signEventAction(eventId: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, signEventSchema, async (input) => {
    await signEvent(await requireContext(), { ...input, eventId: parseEventId(eventId) });
    if (input.next) redirect(`/events/${eventId}/${NEXT_PAGE[input.next]}`);
    redirect(`/events/${eventId}?saved=signed`);
  });
}

export async function leaveForInkAction(eventId: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, z.object({}), async () => {
    await leaveForInk(await requireContext(), { eventId: parseEventId(eventId) });
    redirect(`/events/${eventId}?saved=ink`);
  });
}
