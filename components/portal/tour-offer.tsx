import { ButtonForm, type StateAction } from '../account/button-form';
import { ButtonLink } from '../button-link';

/** Offers a new user a tour of how the system works (M27): once, and never in the way. */
export function TourOffer({ endAction }: { endAction: StateAction }) {
  return (
    <section className="portal-offer tour-offer" aria-labelledby="tour-offer">
      <h2 id="tour-offer">New here?</h2>
      <p>See how an event becomes a certificate in five short steps. It takes about two minutes.</p>
      <div className="tour-offer-actions">
        <ButtonLink href="/welcome" variant="secondary">
          Show me how it works
        </ButtonLink>
        <ButtonForm action={endAction} label="Not now" pendingLabel="Closing…" variant="quiet" />
      </div>
    </section>
  );
}
