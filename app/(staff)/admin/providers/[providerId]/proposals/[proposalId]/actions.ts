'use server';

import { redirect } from 'next/navigation';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import {
  confirmProposal,
  confirmSchema,
  declineProposal,
  declineSchema,
} from '@/lib/providers/staff/proposals/decide-proposal';
import { parseProposalId } from '@/lib/providers/staff/proposals/get-proposal';
import { requireContext } from '@/lib/users/context';
import { parseProviderId } from '@/lib/users/provider-id';

export async function confirmProposalAction(
  providerId: string,
  proposalId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return submitForm(form, confirmSchema, async (input) => {
    const which = { providerId: parseProviderId(providerId), proposalId: parseProposalId(proposalId) };
    await confirmProposal(await requireContext(), { ...input, ...which });
    redirect(`/admin/providers/${which.providerId}?saved=confirmed`);
  });
}

export async function declineProposalAction(
  providerId: string,
  proposalId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return submitForm(form, declineSchema, async (input) => {
    const which = { providerId: parseProviderId(providerId), proposalId: parseProposalId(proposalId) };
    await declineProposal(await requireContext(), { ...input, ...which });
    redirect(`/admin/providers/${which.providerId}?saved=declined`);
  });
}
