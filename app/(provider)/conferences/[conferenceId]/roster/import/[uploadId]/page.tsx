import { conferenceCrumbs } from '@/app/_edges/conference-crumbs';
import { titledByConference } from '@/app/_edges/conference-title';
import { personPage } from '@/app/_edges/person-page';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ButtonLink } from '@/components/button-link';
import { ButtonRow } from '@/components/button-row';
import { ConferenceNav } from '@/components/conferences/conference-nav';
import { ImportListForm } from '@/components/conferences/import-list-form';
import { ListRemarks } from '@/components/conferences/list-remarks';
import { MatchNamesForm } from '@/components/conferences/match-names-form';
import { SessionPlans } from '@/components/conferences/session-plans';
import { KeptForm } from '@/components/kept-form';
import { Notice } from '@/components/notice';
import { PageHeader } from '@/components/page-header';
import { parseUploadId } from '@/lib/attendees/import/preview-import';
import { removedNumbers } from '@/lib/attendees/import/removed-numbers';
import { ASSIGN, previewConferenceList, readListChoice } from '@/lib/conference-roster/import/import-list';
import { parseConferenceId } from '@/lib/conferences/find-conference';
import { titleWithinConference } from '@/lib/events/rules';
import type { Context } from '@/lib/platform/visit';
import { importConferenceListAction } from '../actions';

export const generateMetadata = titledByConference('Preview import');

type Props = {
  params: Promise<{ conferenceId: string; uploadId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default personPage(['provider'], previewPage, {
  keep: async (because, { params }: Props) => {
    const { conferenceId, uploadId } = await params;
    return (
      <KeptForm
        because={because}
        action={importConferenceListAction.bind(null, conferenceId, uploadId)}
        address={`/conferences/${conferenceId}/roster/import/${uploadId}`}
        saveLabel="Import"
      />
    );
  },
});

async function previewPage(ctx: Context, { params, searchParams }: Props) {
  const { conferenceId, uploadId } = await params;
  const ids = { conferenceId: parseConferenceId(conferenceId), uploadId: parseUploadId(uploadId) };
  const choice = readListChoice(await searchParams);
  const preview = await previewConferenceList(ctx, ids, choice);
  const { conference, upload, sessions, why, plans, unmatched, isTimed } = preview;
  const roster = `/conferences/${conference.id}/roster`;
  const address = `${roster}/import/${upload.id}`;
  const assigned = Object.fromEntries(
    Object.entries(choice.assigned).map(([key, id]) => [`${ASSIGN}${key}`, String(id)]),
  );
  const rows = plans.reduce((sum, plan) => sum + plan.added + plan.changed, 0);
  const left = plans.reduce((sum, plan) => sum + plan.left, 0);
  const titles = new Map(
    sessions.map(({ id, title }) => [id, titleWithinConference({ title, conference: conference.name })]),
  );
  return (
    <>
      <Breadcrumbs crumbs={conferenceCrumbs(ctx.actor, conference, 'Check the list')} />
      <PageHeader
        title="Preview import"
        lead={upload.fileName ? <bdi>{upload.fileName}</bdi> : 'The list you pasted'}
      />
      <ConferenceNav conferenceId={conference.id} current="roster" below mayChange />
      {upload.about.ssn && <Notice>{removedNumbers(upload.about)}</Notice>}
      {why && <Notice kind="warning">{why}</Notice>}
      {(unmatched.length > 0 || Object.keys(assigned).length > 0) && (
        <MatchNamesForm
          unmatched={unmatched}
          sessions={sessions}
          conference={conference.name}
          choice={choice}
          address={address}
        />
      )}
      {plans.length > 0 && !why && (
        <>
          <ListRemarks {...preview} titles={titles} />
          <SessionPlans plans={plans} titles={titles} />
        </>
      )}
      {!why && (rows > 0 || (isTimed && left > 0)) ? (
        <ImportListForm
          action={importConferenceListAction.bind(null, String(conference.id), String(upload.id))}
          address={address}
          cancelHref={roster}
          fields={assigned}
          unmarked={isTimed ? null : choice.unmarked}
          rosterHref={roster}
          label={
            rows > 0 ? `Import ${rows.toLocaleString('en-US')} ${rows === 1 ? 'row' : 'rows'}` : 'Open rows by session'
          }
        />
      ) : (
        <>
          {!why && plans.length > 0 && (
            <p>All people in this list are on the rosters already. There is nothing to import.</p>
          )}
          <ButtonRow>
            <ButtonLink href={`${roster}/import`}>Choose another list</ButtonLink>
            <ButtonLink href={roster} variant="quiet">
              Back to the roster
            </ButtonLink>
          </ButtonRow>
        </>
      )}
    </>
  );
}
