'use server';

import { redirect } from 'next/navigation';
import type { SignatureFormState } from '@/components/signature/signature-form';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { saveSignature } from '@/lib/signing/save-signature';
import { signatureSchema } from '@/lib/signing/signature-input';
import { requireContext } from '@/lib/users/context';

export async function saveSignatureAction(_before: SignatureFormState, form: FormData): Promise<SignatureFormState> {
  return submitForm(form, signatureSchema, async (input) => {
    const outcome = await saveSignature(await requireContext(), input, await fileOf(form));
    if (outcome.kind === 'no-picture') return { sentence: outcome.sentence };
    const event = form.get('event');
    redirect(typeof event === 'string' && /^\d+$/.test(event) ? `/events/${event}/sign?saved=signature` : SAVED);
  });
}

const SAVED = '/account?saved=signature';

async function fileOf(form: FormData): Promise<Buffer | null> {
  const file = form.get('picture');
  return file instanceof File && file.size > 0 ? Buffer.from(await file.arrayBuffer()) : null;
}
