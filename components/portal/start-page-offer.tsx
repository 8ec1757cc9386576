import { ButtonForm, type StateAction } from '../account/button-form';

type Props = { startPage: 'portal' | 'program'; programName: string; action: StateAction };

/** Somebody with one program may skip the portal (M3), and may have it back. */
export function StartPageOffer({ startPage, programName, action }: Props) {
  const skips = startPage === 'program';
  return (
    <section className="portal-offer" aria-labelledby="start-page-offer">
      <h2 id="start-page-offer">{skips ? `${programName} is your start page` : 'Straight to work'}</h2>
      <p>
        {skips
          ? 'Signing in leads there at once. This page stays in the menu under “Portal”.'
          : `This is your only program. You can skip this page and let signing in lead to ${programName} at once.`}
      </p>
      <ButtonForm
        action={action}
        fields={{ startPage: skips ? 'portal' : 'program', from: 'portal' }}
        label={skips ? 'Start at the portal again' : `Make ${programName} my start page`}
        pendingLabel="Saving…"
        variant="secondary"
      />
    </section>
  );
}
