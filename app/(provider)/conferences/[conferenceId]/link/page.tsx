import { conferenceCrumbs } from '@/app/_edges/conference-crumbs';
import { titledByConference } from '@/app/_edges/conference-title';
import { personPage } from '@/app/_edges/person-page';
import { SavedNotice } from '@/app/_edges/saved-notice';
import { ButtonForm } from '@/components/account/button-form';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ButtonLink } from '@/components/button-link';
import { ButtonRow } from '@/components/button-row';
import { ConferenceNav } from '@/components/conferences/conference-nav';
import { LinkedSessions } from '@/components/conferences/linked-sessions';
import { SessionLinksForm } from '@/components/conferences/session-links-form';
import { CopyField } from '@/components/copy-field';
import { EmptyState } from '@/components/empty-state';
import { KeptForm } from '@/components/kept-form';
import { Notice } from '@/components/notice';
import { PageHeader } from '@/components/page-header';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { getConferenceLink, type ShownConferenceLink } from '@/lib/conference-links/get-link';
import { parseConferenceId } from '@/lib/conferences/find-conference';
import { formatDays, formatMoment } from '@/lib/platform/days';
import type { Context } from '@/lib/platform/visit';
import { makeConferenceLinkAction, makeSessionLinksAction, revokeConferenceLinkAction } from './actions';

export const generateMetadata = titledByConference('Attendee link');

const SAVED: Record<string, string> = {
  made: 'The link is ready. Copy its address, or print the program with its QR code.',
  renewed: 'There is a new address. The one before no longer works; certificates already claimed with it stay valid.',
  revoked: 'The link was revoked. Certificates already claimed with it stay valid.',
  sessions: 'Each session has a link now, and attendees can claim it.',
};

type Props = { params: Promise<{ conferenceId: string }>; searchParams: Promise<{ saved?: string | string[] }> };

export default personPage(['provider', 'staff'], linkPage, {
  keep: async (because, { params }: Props) => {
    const { conferenceId } = await params;
    return (
      <KeptForm
        because={because}
        action={makeSessionLinksAction.bind(null, conferenceId)}
        address={`/conferences/${conferenceId}/link`}
        saveLabel="Create the links"
      />
    );
  },
});

async function linkPage(ctx: Context, { params, searchParams }: Props) {
  const conferenceId = parseConferenceId((await params).conferenceId);
  const { conference, link, sessions, mayGive } = await getConferenceLink(ctx, conferenceId);
  const mayMake = whyNotAllowed(ctx.actor, 'share_link.make', conference) === null && !conference.closedAt;
  const planned = sessions.filter(({ isCanceled }) => !isCanceled);
  const without = planned.filter((session) => session.link === null).length;
  const href = `/conferences/${conference.id}`;
  return (
    <>
      <Breadcrumbs crumbs={conferenceCrumbs(ctx.actor, conference, 'Attendee link')} />
      <SavedNotice words={SAVED} saved={(await searchParams).saved} />
      <PageHeader
        title="Attendee link"
        lead={
          <>
            <bdi>{conference.name}</bdi> · {formatDays(conference.startsOn, conference.endsOn)}
          </>
        }
      />
      <ConferenceNav conferenceId={conference.id} current="link" mayChange={mayGive} />
      <section>
        <h2>One link for all sessions</h2>
        <p>
          Attendees give their name once, check the sessions they attended, and get all their certificates together.
          Each session still asks for its own code word, evaluation or roster.
        </p>
        {link?.isOpen ? (
          <OpenLink link={link} conferenceId={conference.id} mayGive={mayGive} mayMake={mayMake} />
        ) : (
          <>
            {link && <p>The link was revoked.</p>}
            {mayMake && (
              <ButtonForm
                action={makeConferenceLinkAction.bind(null, String(conference.id))}
                label={link ? 'Create a new link' : 'Create the link'}
                pendingLabel="Making…"
              />
            )}
          </>
        )}
      </section>
      {planned.length > 0 && (
        <section>
          <h2>To print</h2>
          <p>
            The program has a QR code for each session, and a poster for each room lists its sessions.
            {without > 0 && ' Create the links first: a session without a link has no code.'}
          </p>
          <ButtonRow>
            <ButtonLink href={`${href}/program`} variant="secondary">
              Program (PDF)
            </ButtonLink>
            <ButtonLink href={`${href}/posters`} variant="secondary">
              Room posters (PDF)
            </ButtonLink>
          </ButtonRow>
        </section>
      )}
      <section>
        <h2>Sessions</h2>
        {sessions.length === 0 ? (
          <EmptyState title="No sessions yet">
            <p>Add the sessions of the conference first.</p>
          </EmptyState>
        ) : (
          <>
            {without > 0 && (
              <Notice kind="warning">
                {without === 1
                  ? 'One session has no open link, so attendees can’t claim it.'
                  : `${without} sessions have no open link, so attendees can’t claim them.`}
              </Notice>
            )}
            {without > 0 && mayMake && (
              <SessionLinksForm
                action={makeSessionLinksAction.bind(null, String(conference.id))}
                address={`${href}/link`}
                count={without}
              />
            )}
            <LinkedSessions sessions={sessions} mayChange={mayGive} />
          </>
        )}
      </section>
    </>
  );
}

type OpenProps = {
  link: NonNullable<ShownConferenceLink>;
  conferenceId: number;
  mayGive: boolean;
  mayMake: boolean;
};

function OpenLink({ link, conferenceId, mayGive, mayMake }: OpenProps) {
  const { address, picture, createdAt, createdByName } = link;
  return (
    <>
      {address && picture ? (
        <>
          <svg
            className="check-in-code"
            viewBox={`0 0 ${picture.size} ${picture.size}`}
            role="img"
            aria-label="QR code that opens the page where attendees claim their certificates"
          >
            <rect width={picture.size} height={picture.size} fill="#fff" />
            <path d={picture.path} fill="#000" />
          </svg>
          <CopyField id="conference-address" label="Address" value={address} />
        </>
      ) : (
        mayGive && (
          <p className="hint">
            We can’t show the address, because the server’s key was changed. The address still works. To share it again,
            replace it.
          </p>
        )
      )}
      <p className="hint">
        Created by {createdByName} on {formatMoment(createdAt)}
      </p>
      {mayGive && (
        <details className="own-mail">
          <summary>Replace or revoke the link</summary>
          <p className="hint">
            The current address stops working right away. Certificates that were claimed with it stay valid, and
            attendees can still open them in their browsers.
          </p>
          <ButtonRow>
            {mayMake && (
              <ButtonForm
                action={makeConferenceLinkAction.bind(null, String(conferenceId))}
                fields={{ renew: 'yes' }}
                label="Replace the address"
                pendingLabel="Making…"
                variant="secondary"
              />
            )}
            <ButtonForm
              action={revokeConferenceLinkAction.bind(null, String(conferenceId))}
              label="Revoke the link"
              pendingLabel="Revoking…"
              variant="quiet"
            />
          </ButtonRow>
        </details>
      )}
    </>
  );
}
