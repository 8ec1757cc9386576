import { draftName } from '@/app/_edges/draft-name';
import { titledByEvent } from '@/app/_edges/event-title';
import { personPage } from '@/app/_edges/person-page';
import { ButtonLink } from '@/components/button-link';
import { ButtonRow } from '@/components/button-row';
import { DraftedEventForm } from '@/components/event-form/drafted-event-form';
import { Example } from '@/components/example';
import { Inset } from '@/components/inset';
import { KeptForm } from '@/components/kept-form';
import { parseEventId } from '@/lib/events/event-id';
import type { Context } from '@/lib/platform/visit';
import { correctionForm } from '@/lib/requests/ask-for-correction';
import { askForCorrectionAction } from './actions';
import { RequestHead } from './request-head';

export const generateMetadata = titledByEvent('Ask for a correction', 'request.make');

type Props = { params: Promise<{ eventId: string }> };

const SEND = 'Check the request';

export default personPage(['provider'], requestPage, {
  keep: async (because, { params }: Props) => {
    const { eventId } = await params;
    const action = askForCorrectionAction.bind(null, eventId);
    return <KeptForm because={because} action={action} address={`/events/${eventId}/request`} saveLabel={SEND} />;
  },
});

/** Asks the agency to correct an event that has ended (manual, "Revising Existing Events"; M17). */
async function requestPage(ctx: Context, { params }: Props) {
  const found = await correctionForm(ctx, parseEventId((await params).eventId));
  const { event } = found;
  const back = `/events/${event.id}`;
  return (
    <>
      <RequestHead actor={ctx.actor} event={event} title="Ask for a correction" />
      {found.why === null ? (
        <>
          <Inset title="What happens next">
            <p>
              Change what was wrong, and say why. Agency staff compare both versions. When they approve, the event is
              corrected; you get an email either way. Certificates that were already given out keep what was printed on
              them, unless staff decide to replace them.
            </p>
          </Inset>
          <Example about="certificates that were already given out">
            <p>
              You gave out 20 certificates with the wrong title. After the correction, those 20 still have the wrong
              title. Those that were issued here can be replaced: on the event’s Certificates page, choose “Reissue or
              revoke”. Print the others again from the event, and give them to the attendees.
            </p>
          </Example>
          <DraftedEventForm
            draftName={draftName(ctx.actor, `request-${event.id}`)}
            draftTitle="You began to ask for a correction and did not send it"
            action={askForCorrectionAction.bind(null, String(event.id))}
            {...found.form}
            address={`${back}/request`}
            saveLabel={SEND}
            cancelHref={back}
            reasonHint="Staff decide with it. Say what was wrong, and how you know."
          />
        </>
      ) : (
        <Inset title="No new request">
          <p>{found.why}</p>
          <ButtonRow>
            {found.undecided ? (
              <ButtonLink href={`/requests/${found.undecided}`}>Open the request</ButtonLink>
            ) : (
              <ButtonLink href={`${back}/edit`}>Edit the event</ButtonLink>
            )}
            <ButtonLink href={back} variant="secondary">
              Back to the event
            </ButtonLink>
          </ButtonRow>
        </Inset>
      )}
    </>
  );
}
