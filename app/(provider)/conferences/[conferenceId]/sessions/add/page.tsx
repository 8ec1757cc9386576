import { conferenceCrumbs } from '@/app/_edges/conference-crumbs';
import { titledByConference } from '@/app/_edges/conference-title';
import { personPage } from '@/app/_edges/person-page';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { GridForm } from '@/components/conference-sessions/grid-form';
import { KeptForm } from '@/components/kept-form';
import { Notice } from '@/components/notice';
import { PageHeader } from '@/components/page-header';
import { parseDraftId } from '@/lib/conference-sessions/keep-draft';
import { openBlankGrid } from '@/lib/conference-sessions/open-grid';
import { parseConferenceId } from '@/lib/conferences/find-conference';
import type { Context } from '@/lib/platform/visit';
import { keepGridAction } from './actions';

export const generateMetadata = titledByConference('Add sessions');

type Props = {
  params: Promise<{ conferenceId: string }>;
  searchParams: Promise<{ rows?: string | string[] }>;
};

export default personPage(['provider'], addSessionsPage, {
  keep: async (because, { params }: Props) => {
    const { conferenceId } = await params;
    return (
      <KeptForm
        because={because}
        action={keepGridAction.bind(null, conferenceId)}
        address={`/conferences/${conferenceId}/sessions/add`}
        saveLabel="Check the sessions"
      />
    );
  },
});

async function addSessionsPage(ctx: Context, { params, searchParams }: Props) {
  const { rows } = await searchParams;
  const draftId = rows === undefined ? null : parseDraftId(String(rows));
  const grid = await openBlankGrid(ctx, parseConferenceId((await params).conferenceId), draftId);
  const { conference } = grid;
  const here = `/conferences/${conference.id}/sessions`;
  return (
    <>
      <Breadcrumbs crumbs={conferenceCrumbs(ctx.actor, conference, 'Add sessions')} />
      <PageHeader
        title="Add sessions"
        lead="Nothing is added yet. The next page shows every session to check, and asks for what they have in common."
      />
      {grid.closed ? (
        <Notice kind="warning">
          <p>{grid.closed}</p>
        </Notice>
      ) : (
        <>
          <ul className="mb-6 list-disc pl-6">
            <li>
              <a href={`${here}/import`}>Import a list</a> from a spreadsheet, Sched or Whova, or paste cells into the
              grid.
            </li>
            <li>Leave the hours blank to use the time from start to end, rounded down to a quarter hour.</li>
            <li>Categories and a description for all sessions are chosen on the next page.</li>
          </ul>
          <GridForm
            action={keepGridAction.bind(null, String(conference.id))}
            address={`${here}/add`}
            values={grid.values}
            days={grid.days}
            categories={grid.categories}
            cancelHref={`/conferences/${conference.id}`}
          />
        </>
      )}
    </>
  );
}
