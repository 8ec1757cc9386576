import type { SigningFacts } from '@/lib/certificates/facts';
import { ButtonForm, type StateAction } from '../account/button-form';

type Props = { signing: SigningFacts; action: StateAction };

/** The way back to a line for ink; what was printed or issued with the signature stays. */
export function LeaveForInk({ signing, action }: Props) {
  return (
    <section>
      <h2>Leave the line for ink instead</h2>
      <p className="prose">
        Certificates that are made from now on are then without the signature of <bdi>{signing.signedBy}</bdi>, and
        somebody signs each of them by hand. Those that are given out already stay as they are.
      </p>
      <ButtonForm action={action} label="Leave the line for ink" pendingLabel="Saving…" variant="secondary" />
    </section>
  );
}
