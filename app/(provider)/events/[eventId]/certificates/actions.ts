'use server';

import { redirect } from 'next/navigation';
import { changeMany, changeManySchema } from '@/lib/certificates/change/change-many';
import { issueOrBeginRun, issueSchema } from '@/lib/certificates/issue/issue-or-begin-run';
import { beginRun, runFormSchema } from '@/lib/certificates/runs/begin-run';
import { parseEventId } from '@/lib/events/event-id';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';

export async function issueAction(eventId: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, issueSchema, async (input) => {
    const outcome = await issueOrBeginRun(await requireContext(), { ...input, eventId: parseEventId(eventId) });
    const page = `/events/${eventId}/certificates`;
    if (outcome.kind === 'run') redirect(`${page}/runs/${outcome.runId}`);
    redirect(`${page}?issued=${outcome.count}&without=${outcome.without}`);
  });
}

export async function mailAllAction(eventId: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, runFormSchema, async (input) => {
    const ctx = await requireContext();
    const runId = await beginRun(ctx, { ...input, eventId: parseEventId(eventId), kind: 'mail' });
    redirect(`/events/${eventId}/certificates/runs/${runId}`);
  });
}

export async function changeManyAction(eventId: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, changeManySchema, async (input) => {
    const runId = await changeMany(await requireContext(), { ...input, eventId: parseEventId(eventId) });
    redirect(`/events/${eventId}/certificates/runs/${runId}`);
  });
}
