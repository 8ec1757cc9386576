import { ButtonForm, type StateAction } from '../account/button-form';

type Props = {
  /** Where somebody else claims with the same device; null while nobody can. */
  anotherHref: string | null;
  forgetAction: StateAction;
};

/** One phone is often handed round a table. */
export function SharedDevice({ anotherHref, forgetAction }: Props) {
  return (
    <section>
      <h2>Others with this device</h2>
      {anotherHref && (
        <p>
          <a href={anotherHref}>Get a certificate for another person</a>
        </p>
      )}
      <p className="hint">
        This browser remembers the certificates that were claimed with it. Is it not yours? Download your certificate,
        then let the browser forget it.
      </p>
      <ButtonForm action={forgetAction} label="Forget on this device" pendingLabel="Forgetting…" variant="quiet" />
    </section>
  );
}
