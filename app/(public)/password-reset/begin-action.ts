'use server';

import { redirect } from 'next/navigation';
import { currentVisit } from '@/lib/platform/current-visit';
import { type FormState, formValues, textOf } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { newTicket } from '@/lib/platform/human-check/characters';
import { withDevice } from '@/lib/users/devices/device-cookie';
import { beginReset, beginResetSchema } from '@/lib/users/reset/begin-reset';
import { writeResetToken } from '@/lib/users/reset/reset-cookie';
import { STEP_PATH } from './current-flow';

/** The first form's answer: new characters, once the old ones were answered or the person asked for others. */
export type CharactersAnswer = { ticket: string; problem?: string };

export async function beginResetAction(
  _before: FormState<CharactersAnswer>,
  form: FormData,
): Promise<FormState<CharactersAnswer>> {
  const visit = await withDevice(await currentVisit());
  const freshTicket = () => newTicket(visit.clock.now());
  // "Show other characters" also sends the form, so that the username stays even without JavaScript.
  if (form.has('other-letters')) {
    const { username } = formValues(form);
    return { values: { username: username ?? '' }, errors: [], answer: { ticket: freshTicket() } };
  }
  const state = await submitForm<typeof beginResetSchema, CharactersAnswer>(form, beginResetSchema, async (input) => {
    const begun = await beginReset(visit, input);
    if ('characters' in begun) return { ticket: freshTicket(), problem: begun.characters };
    await writeResetToken(begun.token);
    redirect(STEP_PATH.email);
  });
  const { username, characters, ticket } = state.values;
  // Characters are used up once they were checked, whatever the result; until then they stay, with what was typed.
  const answered = state.answer ?? (state.refusal ? { ticket: freshTicket() } : undefined);
  const problem = answered?.problem;
  return {
    values: { username: username ?? '', characters: answered ? '' : (characters ?? '') },
    errors: problem ? [{ field: 'characters', message: problem }] : state.errors,
    refusal: state.refusal,
    answer: answered ?? { ticket: textOf({ ticket: ticket ?? '' }, 'ticket') || freshTicket() },
  };
}
