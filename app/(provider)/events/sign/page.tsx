import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { News } from '@/app/_edges/saved-notice';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ButtonLink } from '@/components/button-link';
import { EmptyState } from '@/components/empty-state';
import { Inset } from '@/components/inset';
import { PageHeader } from '@/components/page-header';
import { SignManyForm } from '@/components/signature/sign-many-form';
import { getConference, parseConferenceId } from '@/lib/conferences/find-conference';
import { findOwnSignature } from '@/lib/signing/own-signature';
import { listEventsToSign } from '@/lib/signing/sign-many';
import { signManyAction } from './actions';

export const metadata: Metadata = { title: 'Sign several events' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Signs the certificates of several events at once: those of a conference, or of a year. */
export default personPage(['provider'], async (ctx, { searchParams }: Props) => {
  const { conference: given, signed: done } = await searchParams;
  const conference = given === undefined ? null : await getConference(ctx, parseConferenceId(given.toString()));
  const [{ events, more, statement }, own] = [
    await listEventsToSign(ctx, conference?.id ?? null),
    await findOwnSignature(ctx),
  ];
  const signed = typeof done === 'string' && /^\d{1,3}$/.test(done) ? Number(done) : 0;
  return (
    <>
      <Breadcrumbs
        crumbs={
          conference
            ? [
                { label: 'Conferences', href: '/conferences' },
                { label: conference.name, href: `/conferences/${conference.id}` },
                { label: 'Sign' },
              ]
            : [{ label: 'Event List', href: '/events' }, { label: 'Sign several events' }]
        }
      />
      {signed > 0 && (
        <News>
          {signed === 1 ? '1 event is signed.' : `${signed} events are signed.`} Certificates made from now on have your
          signature. Reissue the ones made before.
        </News>
      )}
      <PageHeader
        title={
          conference ? (
            <>
              Sign all events of <bdi>{conference.name}</bdi>
            </>
          ) : (
            'Sign several events'
          )
        }
        lead="These events are not signed digitally. Sign them once, and each of their certificates has your signature."
      />
      {events.length === 0 ? (
        <EmptyState
          title="Nothing to sign"
          action={
            <ButtonLink href={conference ? `/conferences/${conference.id}` : '/events'}>
              {conference ? 'Back to the conference' : 'Back to the events'}
            </ButtonLink>
          }
        >
          <p>{conference ? 'Every event of this conference is signed.' : 'Every event is signed.'}</p>
        </EmptyState>
      ) : !own ? (
        <Inset title="First, your signature">
          <p>You have not set up a signature. Set it up once, then sign any event with it. It takes a minute.</p>
          <ButtonLink href={conference ? `/account/signature?conference=${conference.id}` : '/account/signature'}>
            Set up your signature
          </ButtonLink>
        </Inset>
      ) : (
        <>
          {more && <p className="hint">Only the newest {events.length} are listed. More appear as you sign these.</p>}
          <SignManyForm
            action={signManyAction}
            address={conference ? `/events/sign?conference=${conference.id}` : '/events/sign'}
            conferenceId={conference?.id}
            events={events}
            statement={statement}
            signature={{ id: own.id, printedName: own.printedName, title: own.title }}
            allChecked={conference !== null}
          />
        </>
      )}
    </>
  );
});
