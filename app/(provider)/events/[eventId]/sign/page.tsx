import { titledByEvent } from '@/app/_edges/event-title';
import { personPage } from '@/app/_edges/person-page';
import { SavedNotice } from '@/app/_edges/saved-notice';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ButtonLink } from '@/components/button-link';
import { EventNav } from '@/components/event-nav';
import { Inset } from '@/components/inset';
import { KeptForm } from '@/components/kept-form';
import { PageHeader } from '@/components/page-header';
import { LeaveForInk } from '@/components/signature/leave-for-ink';
import { SignEvent } from '@/components/signature/sign-event';
import { SigningHistory } from '@/components/signature/signing-history';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { listEventHistory } from '@/lib/events/event-history';
import { parseEventId } from '@/lib/events/event-id';
import { getEvent } from '@/lib/events/find-event';
import { hasEnded } from '@/lib/events/rules';
import { formatDay, formatDays } from '@/lib/platform/days';
import type { Context } from '@/lib/platform/visit';
import { signingOf, statementFacts } from '@/lib/printing/facts-of-event';
import { settingNow } from '@/lib/settings/read-setting';
import { certificateOnScreen } from '@/lib/signing/on-screen';
import { findOwnSignature } from '@/lib/signing/own-signature';
import { isSignedWith } from '@/lib/signing/rules';
import { AFTER_SIGNING } from '@/lib/signing/sign-event';
import { leaveForInkAction, signEventAction } from './actions';

export const generateMetadata = titledByEvent('Sign certificates', 'event.sign');

type Props = {
  params: Promise<{ eventId: string }>;
  searchParams: Promise<{ saved?: string | string[]; next?: string | string[] }>;
};

const SAVED = { signature: 'Your signature is saved. Review the certificate, then sign.' };

export default personPage(['provider'], signPage, {
  keep: async (because, { params }: Props) => {
    const { eventId } = await params;
    const action = signEventAction.bind(null, eventId);
    return (
      <KeptForm
        because={because}
        action={action}
        address={`/events/${eventId}/sign`}
        saveLabel="Sign the certificates"
      />
    );
  },
});

async function signPage(ctx: Context, { params, searchParams }: Props) {
  const event = await getEvent(ctx, parseEventId((await params).eventId));
  const [history, own] = await Promise.all([listEventHistory(ctx, event), findOwnSignature(ctx)]);
  const { saved, next: after } = await searchParams;
  const { signings } = history;
  const signing = signingOf(signings[0]);
  const today = ctx.clock.today();
  const why = whyNotAllowed(ctx.actor, 'event.sign');
  const back = `/events/${event.id}`;
  const id = String(event.id);
  const { providerStatement } = await settingNow(ctx, 'statements');
  const next = own && {
    signatureId: own.id,
    signedBy: own.printedName,
    signedTitle: own.title,
    signedOn: today,
    ...statementFacts({ providerStatement }),
  };
  const sheet = why === null && next && (await certificateOnScreen(ctx, event, history, next));
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: 'Event List', href: '/events' },
          { label: event.title, href: back },
          { label: 'Sign certificates' },
        ]}
      />
      <SavedNotice words={SAVED} saved={saved} />
      <PageHeader
        title="Sign the certificates of this event"
        lead={
          <>
            <bdi>{event.title}</bdi> · {formatDays(event.startsOn, event.endsOn)}
          </>
        }
      />
      <EventNav event={event} current="event" below mayChange={why === null} />
      {why ? (
        <Inset title="Your role can’t do this">
          <p>{why}</p>
          <ButtonLink href={back} variant="secondary">
            Back to the event
          </ButtonLink>
        </Inset>
      ) : event.canceledAt ? null : (
        <SignEvent
          sheet={sheet || null}
          signing={signing}
          own={own}
          eventId={event.id}
          eventVersion={event.version}
          beforeTheEnd={hasEnded(event, today) ? null : formatDay(event.endsOn)}
          signedToday={
            own !== null &&
            isSignedWith(signings[0], event, { signatureId: own.id, statement: providerStatement }, today)
          }
          next={AFTER_SIGNING.find((next) => next === after) ?? null}
          action={signEventAction.bind(null, id)}
        />
      )}
      {why === null && (
        <p>
          <a href="/events/sign">Sign several events at once</a>
          {event.conference && (
            <>
              {' · '}
              <a href={`/events/sign?conference=${event.conference.id}`}>
                Sign all events of <bdi>{event.conference.name}</bdi>
              </a>
            </>
          )}
        </p>
      )}
      {why === null && signing && !event.canceledAt && (
        <LeaveForInk signing={signing} action={leaveForInkAction.bind(null, id)} />
      )}
      {signings.length > 0 && (
        <section>
          <h2>Who signed, and when</h2>
          <SigningHistory signings={signings} />
        </section>
      )}
    </>
  );
}
