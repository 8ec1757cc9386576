'use server';

import { redirect } from 'next/navigation';
import { currentVisit } from '@/lib/platform/current-visit';
import { type FormState, formValues, textOf } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { newTicket } from '@/lib/platform/human-check/letters';
import { beginReset, beginResetSchema } from '@/lib/users/reset/begin-reset';
import { writeResetToken } from '@/lib/users/reset/reset-cookie';
import { STEP_PATH } from './walk-in-hand';

/** What the first form gets back: new letters, once the old ones were answered or are not wanted. */
export type LettersAnswer = { ticket: string; problem?: string };

export async function beginResetAction(
  _before: FormState<LettersAnswer>,
  form: FormData,
): Promise<FormState<LettersAnswer>> {
  const visit = await currentVisit();
  const freshTicket = () => newTicket(visit.clock.now());
  // "Show other letters" sends the form, too, so that the username stays without any script.
  if (form.has('other-letters')) {
    const { username } = formValues(form);
    return { values: { username: username ?? '' }, errors: [], answer: { ticket: freshTicket() } };
  }
  const state = await submitForm<typeof beginResetSchema, LettersAnswer>(form, beginResetSchema, async (input) => {
    const begun = await beginReset(visit, input);
    if ('letters' in begun) return { ticket: freshTicket(), problem: begun.letters };
    await writeResetToken(begun.token);
    redirect(STEP_PATH.email);
  });
  const { username, letters, ticket } = state.values;
  // After a look at the letters they are used up, whatever came of it; until then they stay, with what was typed.
  const answered = state.answer ?? (state.refusal ? { ticket: freshTicket() } : undefined);
  const problem = answered?.problem;
  return {
    values: { username: username ?? '', letters: answered ? '' : (letters ?? '') },
    errors: problem ? [{ field: 'letters', message: problem }] : state.errors,
    refusal: state.refusal,
    answer: answered ?? { ticket: textOf({ ticket: ticket ?? '' }, 'ticket') || freshTicket() },
  };
}
