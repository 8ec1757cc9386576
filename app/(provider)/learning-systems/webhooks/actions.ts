'use server';

import type { NewWebhookState } from '@/components/webhooks/webhook-form';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';
import { addWebhook, addWebhookSchema } from '@/lib/webhooks/add-webhook';

export async function addWebhookAction(_before: NewWebhookState, form: FormData): Promise<NewWebhookState> {
  return submitForm(form, addWebhookSchema, async (input) => addWebhook(await requireContext(), input));
}
