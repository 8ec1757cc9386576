'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import {
  acceptClaim,
  acceptClaimSchema,
  claimReasonSchema,
  refuseClaim,
  withdrawClaim,
} from '@/lib/claims/decide-claim';
import { parseEventId } from '@/lib/events/event-id';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { shareLinkSchema } from '@/lib/share-links/link-input';
import { makeShareLink } from '@/lib/share-links/make-link';
import { parseShareNumber } from '@/lib/share-links/not-found';
import { revokeShareLink } from '@/lib/share-links/revoke-link';
import { requireContext } from '@/lib/users/context';

export async function makeLinkAction(eventId: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, shareLinkSchema, async (input) => {
    await makeShareLink(await requireContext(), { ...input, eventId: parseEventId(eventId) });
    redirect(`/events/${eventId}/share?saved=made`);
  });
}

export async function revokeLinkAction(
  eventId: string,
  linkId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return submitForm(form, z.object({}), async () => {
    const ctx = await requireContext();
    await revokeShareLink(ctx, { eventId: parseEventId(eventId), linkId: parseShareNumber(linkId) });
    redirect(`/events/${eventId}/share?saved=revoked`);
  });
}

export async function acceptClaimAction(
  eventId: string,
  claimId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return submitForm(form, acceptClaimSchema, async (input) => {
    const ctx = await requireContext();
    const claim = { eventId: parseEventId(eventId), claimId: parseShareNumber(claimId) };
    const { issued } = await acceptClaim(ctx, { ...input, ...claim });
    redirect(`/events/${eventId}/share?saved=${issued ? 'accepted' : 'recognized'}`);
  });
}

export async function refuseClaimAction(
  eventId: string,
  claimId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return submitForm(form, claimReasonSchema, async ({ reason }) => {
    const ctx = await requireContext();
    await refuseClaim(ctx, { eventId: parseEventId(eventId), claimId: parseShareNumber(claimId), reason });
    redirect(`/events/${eventId}/share?saved=refused`);
  });
}

export async function withdrawClaimAction(
  eventId: string,
  claimId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return submitForm(form, claimReasonSchema, async ({ reason }) => {
    const ctx = await requireContext();
    const claim = { eventId: parseEventId(eventId), claimId: parseShareNumber(claimId) };
    const { isStillCertified } = await withdrawClaim(ctx, { ...claim, reason });
    redirect(`/events/${eventId}/share?saved=${isStillCertified ? 'withdrawn' : 'withdrawn-revoked'}`);
  });
}
