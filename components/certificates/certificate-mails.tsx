import type { CertificateHistory } from '@/lib/certificates/change/get-certificate';
import { formatMoment } from '@/lib/platform/days';
import { ButtonForm, type StateAction } from '../account/button-form';

type Mails = CertificateHistory['mails'];

const STATES: Record<Mails[number]['state'], string> = {
  waiting: 'waits to be sent',
  sending: 'is being sent',
  sent: 'was sent',
  refused: 'was refused by the mail server',
  expired: 'was not sent',
};

type Props = {
  email: string | null;
  attendeesHref: string;
  mails: Mails;
  /** Null for who may not send it, and for a certificate that does not hold. */
  action: StateAction | null;
};

/** Each time the certificate was mailed, and a way to do so: once, and again only when that is asked for. */
export function CertificateMails({ email, attendeesHref, mails, action }: Props) {
  const [last] = mails;
  return (
    <section>
      <h2>By e-mail</h2>
      {mails.length === 0 && <p>Not mailed yet.</p>}
      {mails.length > 0 && (
        <ol className="history">
          {mails.map(({ mailId, createdAt, toAddress, state, sentByName }) => (
            <li key={mailId}>
              To <span className="wrap-anywhere">{toAddress}</span>: the letter {STATES[state]}
              <span className="hint">
                {sentByName ? `${sentByName}, ` : ''}
                {formatMoment(createdAt)}
              </span>
            </li>
          ))}
        </ol>
      )}
      {action &&
        (email ? (
          <>
            {last && (
              <p className="hint">
                It was mailed on {formatMoment(last.createdAt)}. Send it again only if the letter did not arrive.
              </p>
            )}
            <div className="button-row">
              <ButtonForm
                action={action}
                fields={last ? { after: last.mailId } : {}}
                label={last ? 'Send again' : 'Send by e-mail'}
                about={`to ${email}`}
                pendingLabel="Sending…"
                variant="secondary"
              />
              <p className="hint wrap-anywhere">to {email}</p>
            </div>
          </>
        ) : (
          <p>
            The attendee has no e-mail address. <a href={attendeesHref}>Add one on the roster</a> to send it.
          </p>
        ))}
    </section>
  );
}
