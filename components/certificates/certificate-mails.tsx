import type { CertificateHistory } from '@/lib/certificates/change/get-certificate';
import { formatMoment } from '@/lib/platform/days';
import { whyItCameBack } from '@/lib/platform/mail/bounces/rules';
import type { StateAction } from '../account/button-form';
import { MailForm } from './mail-form';

type Mails = CertificateHistory['mails'];

const STATES: Record<Mails[number]['state'], string> = {
  waiting: 'waiting to be sent',
  sending: 'sending',
  sent: 'was sent',
  refused: 'refused by the mail server',
  expired: 'was not sent',
};

type Props = {
  email: string | null;
  attendeesHref: string;
  mails: Mails;
  isSigned: boolean;
  /** Null for people who may not send it, and for a certificate that is not valid. */
  action: StateAction | null;
};

/** Lists each time the certificate was emailed, with a button to send it once, or again only on request. */
export function CertificateMails({ email, attendeesHref, mails, isSigned, action }: Props) {
  const [last] = mails;
  return (
    <section>
      <h2>By email</h2>
      {mails.length === 0 && <p>Not emailed yet.</p>}
      {mails.length > 0 && (
        <ol className="history">
          {mails.map(({ mailId, createdAt, toAddress, state, bounceStatus, sentByName }) => (
            <li key={mailId}>
              To <span className="wrap-anywhere">{toAddress}</span>:{' '}
              {bounceStatus ? (
                <strong>the email came back: {whyItCameBack(bounceStatus)}</strong>
              ) : (
                `the email ${STATES[state]}`
              )}
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
                It was emailed on {formatMoment(last.createdAt)}. Send it again only if the email didn’t arrive.
              </p>
            )}
            <p className="hint wrap-anywhere">To {email}</p>
            <MailForm
              action={action}
              fields={last ? { after: last.mailId } : {}}
              unsigned={isSigned ? 0 : 1}
              label={last ? 'Send again' : 'Send by email'}
              about={`to ${email}`}
              variant="secondary"
            />
          </>
        ) : (
          <p>
            The attendee has no email address. <a href={attendeesHref}>Add one on the roster</a> to send it.
          </p>
        ))}
    </section>
  );
}
