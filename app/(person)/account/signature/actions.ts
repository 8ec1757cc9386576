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
    const [event, conference] = [numberIn(form, 'event'), numberIn(form, 'conference')];
    if (event) redirect(`/events/${event}/sign?saved=signature`);
    redirect(conference ? `/events/sign?conference=${conference}` : SAVED);
  });
}

const SAVED = '/account?saved=signature';

function numberIn(form: FormData, name: string): string | null {
  const value = form.get(name);
  return typeof value === 'string' && /^\d+$/.test(value) ? value : null;
}

async function fileOf(form: FormData): Promise<Buffer | null> {
  const file = form.get('picture');
  return file instanceof File && file.size > 0 ? Buffer.from(await file.arrayBuffer()) : null;
}
