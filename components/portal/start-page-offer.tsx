import { ButtonForm, type StateAction } from '../account/button-form';

type Props = { startPage: 'portal' | 'program'; programName: string; action: StateAction };

/** Lets a person with only one program skip the portal (M3), or restore it. */
export function StartPageOffer({ startPage, programName, action }: Props) {
  const skips = startPage === 'program';
  return (
    <section className="portal-offer" aria-labelledby="start-page-offer">
      <h2 id="start-page-offer">{skips ? `${programName} is your start page` : 'Skip the portal'}</h2>
      <p>
        {skips
          ? 'You’ll go straight there when you sign in. This page stays in the menu under “Portal”.'
          : `This is your only program. You can skip this page and go straight to ${programName} when you sign in.`}
      </p>
      <ButtonForm
        action={action}
        fields={{ startPage: skips ? 'portal' : 'program', from: 'portal' }}
        label={skips ? 'Start at the portal instead' : `Make ${programName} my start page`}
        pendingLabel="Saving…"
        variant="secondary"
      />
    </section>
  );
}
