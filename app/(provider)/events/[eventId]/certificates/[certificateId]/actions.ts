'use server';

import { redirect } from 'next/navigation';
import { correctCertificate, correctFormSchema } from '@/lib/certificates/change/correct-certificate';
import { parseCertificateId } from '@/lib/certificates/change/get-certificate';
import { revokeCertificate, revokeSchema } from '@/lib/certificates/change/revoke-certificate';
import { mailCertificate, mailSchema } from '@/lib/certificates/mail/mail-certificate';
import { parseEventId } from '@/lib/events/event-id';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';

export async function mailAction(
  eventId: string,
  certificateId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return submitForm(form, mailSchema, async (input) => {
    await mailCertificate(await requireContext(), { ...input, ...numbersOf(eventId, certificateId) });
    redirect(`/events/${eventId}/certificates/${certificateId}?saved=mailed`);
  });
}

export async function correctAction(
  eventId: string,
  certificateId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return submitForm(form, correctFormSchema, async (input) => {
    const ctx = await requireContext();
    const newId = await correctCertificate(ctx, { ...input, ...numbersOf(eventId, certificateId) });
    redirect(`/events/${eventId}/certificates/${newId}?saved=corrected`);
  });
}

export async function revokeAction(
  eventId: string,
  certificateId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return submitForm(form, revokeSchema, async (input) => {
    await revokeCertificate(await requireContext(), { ...input, ...numbersOf(eventId, certificateId) });
    redirect(`/events/${eventId}/certificates/${certificateId}?saved=revoked`);
  });
}

function numbersOf(eventId: string, certificateId: string) {
  return { eventId: parseEventId(eventId), certificateId: parseCertificateId(certificateId) };
}
