import { conferenceCrumbs } from '@/app/_edges/conference-crumbs';
import { titledByConference } from '@/app/_edges/conference-title';
import { personPage } from '@/app/_edges/person-page';
import { UploadForm } from '@/components/attendees/upload-form';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ConferenceNav } from '@/components/conferences/conference-nav';
import { KeptForm } from '@/components/kept-form';
import { PageHeader } from '@/components/page-header';
import { authorize } from '@/lib/access/authorize';
import { getConference, parseConferenceId } from '@/lib/conferences/find-conference';
import type { Context } from '@/lib/platform/visit';
import { keepConferenceListAction } from './actions';

export const generateMetadata = titledByConference('Import a list for all sessions');

type Props = { params: Promise<{ conferenceId: string }> };

export default personPage(['provider'], importPage, {
  keep: async (because, { params }: Props) => {
    const { conferenceId } = await params;
    return (
      <KeptForm
        because={because}
        action={keepConferenceListAction.bind(null, conferenceId)}
        address={`/conferences/${conferenceId}/roster/import`}
        saveLabel="Continue"
      />
    );
  },
});

async function importPage(ctx: Context, { params }: Props) {
  const conference = await getConference(ctx, parseConferenceId((await params).conferenceId));
  authorize(ctx, 'roster.change', conference);
  const roster = `/conferences/${conference.id}/roster`;
  return (
    <>
      <Breadcrumbs crumbs={conferenceCrumbs(ctx.actor, conference, 'Import a list')} />
      <PageHeader
        title="Import a list for all sessions"
        lead="Nothing is imported yet. The next page shows what will happen at each session."
      />
      <ConferenceNav conferenceId={conference.id} current="roster" below mayChange />
      <p className="mb-4">
        The list has a column for each session, with a mark for each person who was there, or a column that names the
        session of each row, such as badge scans. Sessions are found by their title or your own number. If the list says
        when people came and left, or how long they stayed, PDUs come from the time in each session.
      </p>
      <UploadForm
        action={keepConferenceListAction.bind(null, String(conference.id))}
        address={`${roster}/import`}
        cancelHref={roster}
      />
    </>
  );
}
