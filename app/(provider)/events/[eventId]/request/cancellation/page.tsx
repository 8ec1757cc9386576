import { titledByEvent } from '@/app/_edges/event-title';
import { personPage } from '@/app/_edges/person-page';
import { ButtonLink } from '@/components/button-link';
import { ButtonRow } from '@/components/button-row';
import { AskToCancelForm } from '@/components/cancellation/ask-to-cancel-form';
import { Example } from '@/components/example';
import { Inset } from '@/components/inset';
import { KeptForm } from '@/components/kept-form';
import { parseEventId } from '@/lib/events/event-id';
import type { Context } from '@/lib/platform/visit';
import { cancellationForm } from '@/lib/requests/ask-for-cancellation';
import { RequestHead } from '../request-head';
import { askForCancellationAction } from './actions';

export const generateMetadata = titledByEvent('This event was canceled', 'request.make');

type Props = { params: Promise<{ eventId: string }> };

export default personPage(['provider'], requestPage, {
  keep: async (because, { params }: Props) => {
    const { eventId } = await params;
    const action = askForCancellationAction.bind(null, eventId);
    const address = `/events/${eventId}/request/cancellation`;
    return <KeptForm because={because} action={action} address={address} saveLabel="Send request" />;
  },
});

/** Asks the agency to cancel an event, before or after it ended (M19). */
async function requestPage(ctx: Context, { params }: Props) {
  const found = await cancellationForm(ctx, parseEventId((await params).eventId));
  const { event } = found;
  const back = `/events/${event.id}`;
  return (
    <>
      <RequestHead actor={ctx.actor} event={event} title="This event was canceled" />
      {found.why === null ? (
        <>
          <Inset title="What happens next">
            <p>
              Say why the event did not take place. Agency staff answer, and you get an email either way. When they
              approve, the event leaves your list and needs no certificate count. Nothing is deleted, and staff can
              restore it.
            </p>
            <p>
              If the event took place but no one earned a certificate, don’t cancel it. Record a count of 0 after its
              last day.
            </p>
          </Inset>
          <Example about="canceled, or no certificates">
            <p>
              Snow closed the roads and no one came: the event was canceled, so send this request. Twelve people came
              and none of them wanted a certificate: the event took place, so record a count of 0.
            </p>
          </Example>
          {event.issuedCount > 0 && (
            <Inset title="Certificates that were already issued">
              <p>
                {event.issuedCount === 1
                  ? '1 certificate of this event is valid, and it stays valid.'
                  : `${event.issuedCount.toLocaleString('en-US')} certificates of this event are valid, and they stay valid.`}{' '}
                If the event did not take place, <a href={`${back}/certificates`}>revoke them</a>.
              </p>
            </Inset>
          )}
          <AskToCancelForm
            action={askForCancellationAction.bind(null, String(event.id))}
            requestKey={found.requestKey}
            address={`${back}/request/cancellation`}
            backHref={back}
          />
        </>
      ) : (
        <Inset title="No new request">
          <p>{found.why}</p>
          <ButtonRow>
            {found.undecided && <ButtonLink href={`/requests/${found.undecided}`}>Open the request</ButtonLink>}
            <ButtonLink href={back} variant="secondary">
              Back to the event
            </ButtonLink>
          </ButtonRow>
        </Inset>
      )}
    </>
  );
}
