import type { OwnConference, OwnPerson, OwnSession } from '@/lib/claims/conference/own';
import { titleWithinConference } from '@/lib/events/rules';
import { timesInWords } from '@/lib/events/slots';
import { formatDays, formatMoment } from '@/lib/platform/days';
import type { StateAction } from '../account/button-form';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { MailForm } from './mail-form';

type Props = {
  own: OwnConference;
  /** Whom to ask; null when the link was revoked. */
  conference: { providerName: string; providerPhone: string } | null;
  /** The URL of the link's page. */
  href: string;
  mayClaimMore: boolean;
  mailAction: StateAction;
};

/** Shows what this browser claimed at a conference: each person's certificates, their sum, and the claims that wait. */
export function OwnSessionsView({ own, conference, href, mayClaimMore, mailAction }: Props) {
  const certificates = own.people.reduce((sum, person) => sum + person.certificates, 0);
  return (
    <>
      {own.people.map((person) => (
        <Person key={person.name} person={person} conference={own.conference} href={href} mailAction={mailAction} />
      ))}
      <ButtonRow>
        {certificates > 1 && (
          <ButtonLink href={`${href}/download`} className="own-download">
            Download all {certificates} as ZIP
          </ButtonLink>
        )}
        {mayClaimMore && (
          <ButtonLink href={`${href}?claim=same`} variant="secondary">
            Claim more sessions
          </ButtonLink>
        )}
      </ButtonRow>
      {conference && (
        <p className="hint mt-4">
          Is something wrong? Only the provider can change it. Call <bdi>{conference.providerName}</bdi>,{' '}
          {conference.providerPhone}.
        </p>
      )}
    </>
  );
}

type PersonProps = { person: OwnPerson; conference: string } & Pick<Props, 'href' | 'mailAction'>;

function Person({ person, conference, href, mailAction }: PersonProps) {
  const { name, email, sessions, units, certificates, mailed } = person;
  const first = sessions.find(({ certificate }) => certificate);
  return (
    <section className="own-claim" aria-label={`Certificates of ${name}`}>
      <h2 dir="auto">{name}</h2>
      <p>
        <strong>
          {certificates} {certificates === 1 ? 'certificate' : 'certificates'}, {units} {units === '1' ? 'PDU' : 'PDUs'}
        </strong>
      </p>
      <ul className="own-sessions">
        {sessions.map((each) => (
          <Session key={each.claimId} each={each} conference={conference} href={href} />
        ))}
      </ul>
      {first && (
        <MailForm
          action={mailAction}
          claimId={first.claimId}
          email={email ?? ''}
          after={mailed?.mailId ?? null}
          mailedOn={mailed && formatMoment(mailed.at)}
          address={href}
          label={certificates === 1 ? 'Email it to me' : `Email all ${certificates} to me`}
        />
      )}
    </section>
  );
}

const STATES: Record<OwnSession['state'], { label: string; tag: string }> = {
  issued: { label: 'No longer valid', tag: 'ended' },
  waiting: { label: 'The provider decides', tag: 'count-due' },
  refused: { label: 'Not accepted', tag: 'ended' },
  withdrawn: { label: 'Claim withdrawn', tag: 'ended' },
};

type SessionProps = { each: OwnSession; conference: string; href: string };

function Session({ each: { session, state, isCertified, certificate }, conference, href }: SessionProps) {
  const title = titleWithinConference({ title: session.title, conference });
  const when = [formatDays(session.startsOn, session.endsOn), timesInWords(session)].filter(Boolean).join(', ');
  const units = certificate?.units;
  return (
    <li>
      <div>
        <bdi>{title}</bdi>
        <span className="hint">
          {when}
          {units && ` · ${units} ${units === '1' ? 'PDU' : 'PDUs'}`}
          {certificate && (
            <>
              {' '}
              · <span className="nowrap">{certificate.serial}</span>
            </>
          )}
          {state === 'withdrawn' &&
            (isCertified ? ' · The certificate is still valid' : ' · The certificate is no longer valid')}
        </span>
      </div>
      {certificate ? (
        <ButtonLink href={`${href}/${certificate.serial}`} variant="secondary">
          PDF<span className="sr-only"> of {title}</span>
        </ButtonLink>
      ) : (
        <span className={`tag tag-${STATES[state].tag}`}>{STATES[state].label}</span>
      )}
    </li>
  );
}
