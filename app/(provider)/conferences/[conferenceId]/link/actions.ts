'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { makeConferenceLink, makeConferenceLinkSchema, revokeConferenceLink } from '@/lib/conference-links/change-link';
import { makeSessionLinks, type SessionLinksMade, sessionLinksSchema } from '@/lib/conference-links/make-session-links';
import { parseConferenceId } from '@/lib/conferences/find-conference';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';

export async function makeConferenceLinkAction(
  conferenceId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return submitForm(form, makeConferenceLinkSchema, async ({ renew }) => {
    await makeConferenceLink(await requireContext(), { conferenceId: parseConferenceId(conferenceId), renew });
    redirect(`/conferences/${conferenceId}/link?saved=${renew ? 'renewed' : 'made'}`);
  });
}

export async function revokeConferenceLinkAction(
  conferenceId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return submitForm(form, z.object({}), async () => {
    await revokeConferenceLink(await requireContext(), parseConferenceId(conferenceId));
    redirect(`/conferences/${conferenceId}/link?saved=revoked`);
  });
}

type MadeState = FormState<SessionLinksMade>;

export async function makeSessionLinksAction(
  conferenceId: string,
  _before: MadeState,
  form: FormData,
): Promise<MadeState> {
  return submitForm(form, sessionLinksSchema, async (input): Promise<SessionLinksMade> => {
    const made = await makeSessionLinks(await requireContext(), {
      ...input,
      conferenceId: parseConferenceId(conferenceId),
    });
    if (made.failed.length === 0) redirect(`/conferences/${conferenceId}/link?saved=sessions`);
    return made;
  });
}
