'use server';

import { redirect } from 'next/navigation';
import type { NewFeedState } from '@/components/calendar/feed-form';
import { feedSchema, makeFeed, turnOffFeed } from '@/lib/calendar/own-feed';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';

export async function makeFeedAction(_before: NewFeedState, form: FormData): Promise<NewFeedState> {
  return submitForm(form, feedSchema, async (input) => makeFeed(await requireContext(), input));
}

export async function turnOffFeedAction(_before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, feedSchema, async (input) => {
    await turnOffFeed(await requireContext(), input);
    redirect('/account/calendar?saved=off');
  });
}
