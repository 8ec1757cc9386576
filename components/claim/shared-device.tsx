import { ButtonForm, type StateAction } from '../account/button-form';

type Props = {
  /** Where another person claims with the same device; null while nobody can. */
  anotherHref: string | null;
  forgetAction: StateAction;
};

/** People often pass one phone around a table. */
export function SharedDevice({ anotherHref, forgetAction }: Props) {
  return (
    <section>
      <h2>Someone else on this device?</h2>
      {anotherHref && (
        <p>
          <a href={anotherHref}>Get a certificate for another person</a>
        </p>
      )}
      <p className="hint">
        This browser remembers the certificates claimed with it. Shared device? Download your certificate, then remove
        it from this browser.
      </p>
      <ButtonForm action={forgetAction} label="Remove from this browser" pendingLabel="Forgetting…" variant="quiet" />
    </section>
  );
}
