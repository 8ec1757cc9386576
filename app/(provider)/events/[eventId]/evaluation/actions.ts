'use server';

import { redirect } from 'next/navigation';
import type { EvaluationEditorState } from '@/components/evaluation/editor-form';
import { evaluationSchema, saveEvaluation } from '@/lib/evaluations/save-form';
import { parseEventId } from '@/lib/events/event-id';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';

export async function saveEvaluationAction(
  eventId: string,
  _before: EvaluationEditorState,
  form: FormData,
): Promise<EvaluationEditorState> {
  const state = await submitForm(form, evaluationSchema, async (input) => {
    if (input.kind === 'rows') return { rows: input.values };
    const { questions, version } = input;
    await saveEvaluation(await requireContext(), { eventId: parseEventId(eventId), questions, version });
    redirect(`/events/${eventId}/evaluation?saved=questions`);
  });
  return state.answer ? { ...state, values: state.answer.rows } : state;
}
