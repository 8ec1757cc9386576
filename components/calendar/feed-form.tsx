'use client';

import type { ReactNode } from 'react';
import type { FormState } from '@/lib/platform/forms/form-values';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { CopyField } from '../copy-field';
import { ErrorSummary } from '../error-summary';
import { ForProviderField } from '../for-provider-field';
import { problemsOf } from '../form-problems';
import { Hint } from '../hint';
import { Notice } from '../notice';
import { SubmitButton } from '../submit-button';
import { useFormAction } from '../use-form-action';

/** An action's answer that contains a feed's address: the only time it can be read. */
export type NewFeedState = FormState<{ address: string }>;

type Props = {
  /** The provider that the page is about. */
  providerId: number;
  action: (before: NewFeedState, form: FormData) => Promise<NewFeedState>;
  /** Whether a new address takes the place of another. */
  replaces: boolean;
  /** What there is now; not shown while a new address is. */
  children: ReactNode;
};

/** Makes a calendar address, and shows it once in place of the form. */
export function FeedForm({ providerId, action, replaces, children }: Props) {
  const [state, submit] = useFormAction(action, { values: {}, errors: [] });
  if (state.answer) return <NewFeed {...state.answer} />;
  return (
    <form action={submit}>
      <ErrorSummary problems={problemsOf(state)} />
      <ForProviderField values={state.values} providerId={providerId} />
      {children}
      <Hint>
        {replaces && 'With a new address, the current one stops working. '}
        An address stops working when you change your password, or no longer work for this provider.
      </Hint>
      <ButtonRow>
        <SubmitButton pendingLabel="Creating…">
          {replaces ? 'Create a new address' : 'Create a calendar address'}
        </SubmitButton>
      </ButtonRow>
    </form>
  );
}

function NewFeed({ address }: { address: string }) {
  return (
    <section>
      <h2>Your calendar address</h2>
      <Notice kind="warning" announce title="Copy the address now. It is shown only once.">
        This address shows your provider’s events without a sign-in, so don’t share it. You can create a new one at any
        time.
      </Notice>
      <CopyField id="calendar-address" label="Calendar address" value={address} />
      <h3>Add it to your calendar</h3>
      <ul className="bulleted">
        <li>
          <strong>Outlook:</strong> choose Add calendar, then Subscribe from web.
        </li>
        <li>
          <strong>Google Calendar:</strong> beside Other calendars, choose the plus sign, then From URL.
        </li>
        <li>
          <strong>Apple Calendar:</strong> choose File, then New Calendar Subscription.
        </li>
      </ul>
      <div className="button-row">
        <ButtonLink href="/account/calendar">I saved it, continue</ButtonLink>
      </div>
    </section>
  );
}
