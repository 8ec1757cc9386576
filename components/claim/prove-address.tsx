import type { ConferenceForm } from '@/lib/claims/conference/page';
import type { StateAction } from '../account/button-form';
import { Notice } from '../notice';
import { AskForm, CheckForm } from './roster-steps';

type Props = {
  proved: ConferenceForm['proved'];
  /** Whether some session needs it. */
  isNeeded: boolean;
  conference: { providerName: string; providerPhone: string };
  address: string;
  askAction: StateAction;
  checkAction: StateAction;
};

/** Lets people confirm their email address, which the sessions with a roster need and which fills in the form. */
export function ProveAddress({ proved, isNeeded, conference, address, askAction, checkAction }: Props) {
  if (proved.step === 'proved') {
    return (
      <>
        <Notice kind="success" title="Email address confirmed">
          <p>
            <span className="wrap-anywhere">{proved.email}</span>{' '}
            {proved.names.length === 0
              ? 'is on no roster of this conference.'
              : proved.names.length === 1
                ? 'is on the rosters. The sessions that say you attended are checked below.'
                : `is on the rosters for several people: ${proved.names.join(', ')}. Type the name of the person whose certificates you want.`}
          </p>
        </Notice>
        <details className="own-mail">
          <summary>Use another address</summary>
          <AskForm action={askAction} address={address} again intro="We’ll send another code." />
        </details>
      </>
    );
  }
  if (proved.step === 'code') {
    return (
      <section className="form-section">
        <h2>Confirm your email address</h2>
        <CheckForm action={checkAction} address={address} email={proved.email} roster="a roster of the conference" />
        <details className="own-mail">
          <summary>No code?</summary>
          <AskForm
            action={askAction}
            address={address}
            email={proved.email}
            intro={`Check your spam folder or try another address. If the provider doesn’t have your address, call ${conference.providerName}, ${conference.providerPhone}.`}
          />
        </details>
      </section>
    );
  }
  return (
    <details className="own-mail prove">
      <summary>{isNeeded ? 'Confirm your email address' : 'Did you check in, or did you register?'}</summary>
      <AskForm
        action={askAction}
        address={address}
        intro={
          isNeeded
            ? 'Some sessions are only for people on their roster. With a code sent to your address, you can claim them, and the sessions you checked in to are filled in.'
            : 'With a code sent to your address, the sessions you checked in to are filled in. You can also just check them yourself.'
        }
      />
    </details>
  );
}
