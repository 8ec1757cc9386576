import type { SigningFacts } from '@/lib/printing/facts';
import { ButtonForm, type StateAction } from '../account/button-form';

type Props = { signing: SigningFacts; action: StateAction };

/** Switches back to signing by hand; what was printed or issued with the signature does not change. */
export function LeaveForInk({ signing, action }: Props) {
  return (
    <section>
      <h2>Switch to signing by hand</h2>
      <p className="prose">
        Certificates made from now on will not have the signature of <bdi>{signing.signedBy}</bdi>, and someone signs
        each one by hand. Certificates already given out stay as they are.
      </p>
      <ButtonForm action={action} label="Sign by hand" pendingLabel="Saving…" variant="secondary" />
    </section>
  );
}
