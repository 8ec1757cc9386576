import { ButtonForm, type StateAction } from '../account/button-form';
import { ButtonLink } from '../button-link';

/** A new user is shown how the system works (M27): offered once, never in the way. */
export function TourOffer({ endAction }: { endAction: StateAction }) {
  return (
    <section className="portal-offer tour-offer" aria-labelledby="tour-offer">
      <h2 id="tour-offer">New here?</h2>
      <p>Five short steps show how an event becomes a certificate. It takes about two minutes.</p>
      <div className="tour-offer-actions">
        <ButtonLink href="/welcome" variant="secondary">
          Show me how it works
        </ButtonLink>
        <ButtonForm action={endAction} label="No, thank you" pendingLabel="Closing…" variant="quiet" />
      </div>
    </section>
  );
}
