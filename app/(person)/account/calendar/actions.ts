'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import type { NewFeedState } from '@/components/calendar/feed-form';
import { makeFeed, turnOffFeed } from '@/lib/calendar/own-feed';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';

export async function makeFeedAction(_before: NewFeedState, form: FormData): Promise<NewFeedState> {
  return submitForm(form, z.object({}), async () => makeFeed(await requireContext()));
}

export async function turnOffFeedAction(_before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, z.object({}), async () => {
    await turnOffFeed(await requireContext());
    redirect('/account/calendar?saved=off');
  });
}
