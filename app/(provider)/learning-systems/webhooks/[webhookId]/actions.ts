'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import type { NewWebhookState } from '@/components/webhooks/webhook-form';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';
import { recordId } from '@/lib/users/record-id';
import {
  disableWebhook,
  editWebhook,
  editWebhookSchema,
  enableWebhook,
  removeWebhook,
  replaceSecret,
  sendAgain,
  sendTest,
} from '@/lib/webhooks/change-webhook';
import { parseWebhookId } from '@/lib/webhooks/webhooks';

const nothing = z.object({});

export async function sendTestAction(webhookId: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, nothing, async () => {
    await sendTest(await requireContext(), parseWebhookId(webhookId));
    redirect(`/learning-systems/webhooks/${webhookId}?saved=test`);
  });
}

export async function sendAgainAction(webhookId: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, z.object({ deliveryId: recordId }), async ({ deliveryId }) => {
    await sendAgain(await requireContext(), { webhookId: parseWebhookId(webhookId), deliveryId });
    redirect(`/learning-systems/webhooks/${webhookId}?saved=again`);
  });
}

export async function disableWebhookAction(webhookId: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, nothing, async () => {
    await disableWebhook(await requireContext(), parseWebhookId(webhookId));
    redirect(`/learning-systems/webhooks/${webhookId}?saved=disabled`);
  });
}

export async function enableWebhookAction(webhookId: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, nothing, async () => {
    await enableWebhook(await requireContext(), parseWebhookId(webhookId));
    redirect(`/learning-systems/webhooks/${webhookId}?saved=enabled`);
  });
}

export async function editWebhookAction(webhookId: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, editWebhookSchema, async (input) => {
    await editWebhook(await requireContext(), { ...input, webhookId: parseWebhookId(webhookId) });
    redirect(`/learning-systems/webhooks/${webhookId}?saved=edited`);
  });
}

export async function replaceSecretAction(
  webhookId: string,
  _before: NewWebhookState,
  form: FormData,
): Promise<NewWebhookState> {
  return submitForm(form, nothing, async () => replaceSecret(await requireContext(), parseWebhookId(webhookId)));
}

export async function removeWebhookAction(webhookId: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, nothing, async () => {
    await removeWebhook(await requireContext(), parseWebhookId(webhookId));
    redirect('/learning-systems/webhooks?saved=removed');
  });
}
