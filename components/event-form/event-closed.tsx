import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { Inset } from '../inset';
import { Notice } from '../notice';

type EventClosedProps = { why: string; eventId: number; backHref: string };

/**
 * Explains after the end date why the event is closed, and what the provider can do (manual, "Revising Existing
 * Events"; M17).
 */
export function EventClosed({ why, eventId, backHref }: EventClosedProps) {
  return (
    <>
      <Notice>{why}</Notice>
      <section className="prose">
        <h2>Ask for a correction</h2>
        <p>
          Enter the details as they should be, and say why. Agency staff compare both versions. When they approve, the
          event is corrected.
        </p>
        <p>
          Did the event not take place? Choose{' '}
          <a href={`/events/${eventId}/request/cancellation`}>This event was canceled</a>.
        </p>
      </section>
      <Inset title="Certificates you have given out">
        <p>They keep the information from when each certificate was generated.</p>
      </Inset>
      <ButtonRow>
        <ButtonLink href={`/events/${eventId}/request`}>Ask for a correction</ButtonLink>
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
