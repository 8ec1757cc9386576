'use client';

import type { SetUp } from '@/lib/users/two-step/find-set-up';
import { SET_UP_MINUTES } from '@/lib/users/two-step/rules';
import { Button } from '../button';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { ErrorSummary } from '../error-summary';
import { errorOf, problemsOf } from '../form-problems';
import { Inset } from '../inset';
import { PageHeader } from '../page-header';
import { StepList } from '../step-list';
import { useFormAction } from '../use-form-action';
import { CodeField } from './code-field';
import { QrCode } from './qr-code';
import { RecoveryCodes, type RecoveryCodesState } from './recovery-codes';

type Props = {
  action: (before: RecoveryCodesState, form: FormData) => Promise<RecoveryCodesState>;
  /** Null when nothing is being set up in this session, or no longer. */
  setUp: SetUp | null;
};

/** Goes from the QR code to the first code to the recovery codes. */
export function SetUpForm({ action, setUp }: Props) {
  const [state, submit, pending] = useFormAction(action, { values: {}, errors: [] });
  if (state.answer) {
    return <RecoveryCodes title="Keep your recovery codes" news="Two-step sign-in is on." codes={state.answer.codes} />;
  }
  if (!setUp) {
    return (
      <>
        <ErrorSummary problems={problemsOf(state)} />
        <PageHeader title="Set up two-step sign-in" />
        <Inset title="Nothing to set up here">
          <p>
            Two-step sign-in is already on, or the setup was not started in this session in the last {SET_UP_MINUTES}{' '}
            minutes. Enter your password again to go on.
          </p>
          <ButtonLink href="/account/two-step" variant="secondary">
            Go to two-step sign-in
          </ButtonLink>
        </Inset>
      </>
    );
  }
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <PageHeader title="Set up two-step sign-in" />
      <StepList
        steps={[
          {
            title: 'Open your authenticator app and add an account',
            children: (
              <p>
                Any app for one-time codes works: your password manager, Google Authenticator, Microsoft Authenticator,
                Aegis and others.
              </p>
            ),
          },
          {
            title: 'Scan this code, or type the secret',
            children: (
              <>
                <QrCode qr={setUp.qr} />
                <p>
                  Can’t scan? <a href={setUp.uri}>Open it in the app on this phone</a>, or type this secret into the
                  app:
                </p>
                <p>
                  <code className="secret">{setUp.typed}</code>
                </p>
              </>
            ),
          },
          {
            title: 'Enter the six-digit code the app shows now',
            children: (
              <CodeField
                label="Code"
                hint="A new one appears every 30 seconds."
                inputMode="numeric"
                error={errorOf(state, 'code')}
              />
            ),
          },
        ]}
      />
      <ButtonRow>
        <Button disabled={pending}>Turn on two-step sign-in</Button>
        <ButtonLink href="/account/two-step" variant="quiet">
          Start over
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}
