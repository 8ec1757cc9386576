'use server';

import { redirect } from 'next/navigation';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';
import { parseProviderId } from '@/lib/users/provider-id';
import { parseDocument } from '@/lib/yearly-documents/rules';
import { recordDocument, recordDocumentSchema } from '@/lib/yearly-documents/staff/record-document';
import { withdrawDocument, withdrawDocumentSchema } from '@/lib/yearly-documents/staff/withdraw-document';

type Which = { providerId: string; kind: string; year: string };

export async function recordDocumentAction(which: Which, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, recordDocumentSchema, async (input) => {
    const providerId = parseProviderId(which.providerId);
    const document = parseDocument(which.kind, which.year);
    await recordDocument(await requireContext(), { ...input, ...document, providerId });
    redirect(`/admin/providers/${providerId}?saved=received#yearly`);
  });
}

export async function withdrawDocumentAction(which: Which, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, withdrawDocumentSchema, async (input) => {
    const providerId = parseProviderId(which.providerId);
    await withdrawDocument(await requireContext(), { ...input, providerId });
    redirect(`/admin/providers/${providerId}?saved=taken-back#yearly`);
  });
}
