import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { Inset } from '../inset';
import { Notice } from '../notice';

type EventClosedProps = {
  why: string;
  eventId: number;
  providerName: string;
  supportAddress: string;
  /** An e-mail with the provider and the event already in it. */
  mailHref: string;
  backHref: string;
};

/** After the end date: why, and what the provider can do (manual, "Revising Existing Events"; M17). */
export function EventClosed(props: EventClosedProps) {
  const { why, eventId, providerName, supportAddress, mailHref, backHref } = props;
  return (
    <>
      <Notice>{why}</Notice>
      <section className="prose">
        <h2>Ask for the change</h2>
        <p>
          Write to <a href={mailHref}>{supportAddress}</a> and say:
        </p>
        <ul>
          <li>
            the name of your provider: <strong>{providerName}</strong>
          </li>
          <li>
            the event number: <strong>{eventId}</strong>
          </li>
          <li>what needs to be edited</li>
        </ul>
        <p>An event that was cancelled can be removed in the same way.</p>
      </section>
      <Inset title="Certificates you have given out">
        <p>They keep the information as it was when each certificate was generated.</p>
      </Inset>
      <ButtonRow>
        <ButtonLink href={mailHref}>Write the e-mail</ButtonLink>
        <ButtonLink href={backHref} variant="secondary">
          Back to the event
        </ButtonLink>
        <ButtonLink href={`/events/new?from=${eventId}`} variant="quiet">
          Add an event like this one
        </ButtonLink>
      </ButtonRow>
    </>
  );
}
