'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';
import { endTour } from '@/lib/users/profile';

const endTourSchema = z.object({ to: z.enum(['portal', 'events', 'new-event']).default('portal') });

const PLACES = { portal: '/portal?saved=tour-ended', events: '/events', 'new-event': '/events/new' } as const;

/** Ends the tour, finished or skipped, so that it is not offered again. */
export async function endTourAction(_before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, endTourSchema, async ({ to }) => {
    await endTour(await requireContext());
    redirect(PLACES[to]);
  });
}
