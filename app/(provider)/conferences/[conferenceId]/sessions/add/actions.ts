'use server';

import { redirect } from 'next/navigation';
import type { GridFormState } from '@/components/conference-sessions/grid-form';
import { afterGridButton } from '@/lib/conference-sessions/grid-rows';
import { gridSchema, keepGrid } from '@/lib/conference-sessions/keep-draft';
import { parseConferenceId } from '@/lib/conferences/find-conference';
import { formValues } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';

export async function keepGridAction(
  conferenceId: string,
  _before: GridFormState,
  form: FormData,
): Promise<GridFormState> {
  // The button that adds rows saves nothing; it only gets here without JavaScript.
  const reshaped = form instanceof FormData ? afterGridButton(formValues(form)) : null;
  if (reshaped) return { values: reshaped, errors: [], answer: { kind: 'rows' } };
  return submitForm(form, gridSchema, async (input) => {
    const draftId = await keepGrid(await requireContext(), { ...input, conferenceId: parseConferenceId(conferenceId) });
    redirect(`/conferences/${conferenceId}/sessions/check/${draftId}`);
  });
}
