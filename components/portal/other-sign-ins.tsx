import { formatMoment } from '@/lib/platform/days';
import type { SignIn } from '@/lib/users/sign-ins';
import { ButtonForm, type StateAction } from '../account/button-form';
import { Notice } from '../notice';

type Props = { signIns: SignIn[]; recognizeAction: StateAction; endAction: StateAction };

const SHOWN = 3;

/** Shows the person a second, simultaneous sign-in from elsewhere: each sign-in belongs to one person (M20). */
export function OtherSignIns({ signIns, recognizeAction, endAction }: Props) {
  const unknown = signIns.filter((signIn) => signIn.unknown);
  if (unknown.length === 0) return null;
  return (
    <Notice kind="warning" title="You’re also signed in on another device">
      <ul className="also-signed-in">
        {unknown.slice(0, SHOWN).map(({ id, device, address, since }) => (
          <li key={id}>
            <p>
              On <strong>{device}</strong> since {formatMoment(since)}, from <span className="nowrap">{address}</span>.
            </p>
            <div className="quiet-actions">
              <ButtonForm
                action={recognizeAction}
                fields={{ sessionId: id, from: 'portal' }}
                label="That was me"
                about={`on ${device}`}
                pendingLabel="Saving…"
                variant="quiet"
              />
              <ButtonForm
                action={endAction}
                fields={{ sessionId: id, from: 'portal' }}
                label="Sign out"
                about={`on ${device}`}
                pendingLabel="Signing out…"
                variant="quiet"
              />
            </div>
          </li>
        ))}
      </ul>
      <p>
        Not you? Sign out that session, then <a href="/account/password">change your password</a>.{' '}
        {unknown.length > SHOWN && <a href="/account#sign-ins">All active sessions</a>}
      </p>
    </Notice>
  );
}
