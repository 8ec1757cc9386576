import { conferenceCrumbs } from '@/app/_edges/conference-crumbs';
import { titledByConference } from '@/app/_edges/conference-title';
import { personPage } from '@/app/_edges/person-page';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ButtonLink } from '@/components/button-link';
import { GridForm } from '@/components/conference-sessions/grid-form';
import { EmptyState } from '@/components/empty-state';
import { KeptForm } from '@/components/kept-form';
import { Notice } from '@/components/notice';
import { PageHeader } from '@/components/page-header';
import { gridRowsOf } from '@/lib/conference-sessions/grid-rows';
import { openSavedGrid } from '@/lib/conference-sessions/open-grid';
import { parseConferenceId } from '@/lib/conferences/find-conference';
import type { Context } from '@/lib/platform/visit';
import { keepGridAction } from '../add/actions';

export const generateMetadata = titledByConference('Edit all sessions');

type Props = { params: Promise<{ conferenceId: string }> };

export default personPage(['provider'], editSessionsPage, {
  keep: async (because, { params }: Props) => {
    const { conferenceId } = await params;
    return (
      <KeptForm
        because={because}
        action={keepGridAction.bind(null, conferenceId)}
        address={`/conferences/${conferenceId}/sessions/edit`}
        saveLabel="Check the sessions"
      />
    );
  },
});

async function editSessionsPage(ctx: Context, { params }: Props) {
  const grid = await openSavedGrid(ctx, parseConferenceId((await params).conferenceId));
  const { conference, left } = grid;
  const here = `/conferences/${conference.id}/sessions`;
  return (
    <>
      <Breadcrumbs crumbs={conferenceCrumbs(ctx.actor, conference, 'Edit all sessions')} />
      <PageHeader
        title="Edit all sessions"
        lead="Nothing is saved yet. The next page shows what changes in each session. Rows that you leave alone stay as they are."
      />
      {left > 0 && (
        <Notice>
          <p>
            {left === 1 ? '1 session is over or canceled and is' : `${left} sessions are over or canceled and are`} not
            in this grid.
          </p>
        </Notice>
      )}
      {grid.closed ? (
        <Notice kind="warning">
          <p>{grid.closed}</p>
        </Notice>
      ) : gridRowsOf(grid.values).length === 0 ? (
        <EmptyState
          title="There are no sessions to edit"
          action={<ButtonLink href={`${here}/add`}>Add sessions</ButtonLink>}
        >
          Sessions can be edited until the end of their last day.
        </EmptyState>
      ) : (
        <GridForm
          action={keepGridAction.bind(null, String(conference.id))}
          address={`${here}/edit`}
          values={grid.values}
          days={grid.days}
          categories={grid.categories}
          cancelHref={`/conferences/${conference.id}`}
        />
      )}
    </>
  );
}
