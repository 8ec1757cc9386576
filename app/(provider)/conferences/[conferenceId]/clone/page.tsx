import { conferenceCrumbs } from '@/app/_edges/conference-crumbs';
import { titledByConference } from '@/app/_edges/conference-title';
import { personPage } from '@/app/_edges/person-page';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ButtonLink } from '@/components/button-link';
import { CloneForm } from '@/components/conference-sessions/clone-form';
import { CloneTable } from '@/components/conference-sessions/clone-table';
import { SaveForm } from '@/components/conference-sessions/save-form';
import { EmptyState } from '@/components/empty-state';
import { KeptForm } from '@/components/kept-form';
import { Notice } from '@/components/notice';
import { PageHeader } from '@/components/page-header';
import { previewClone } from '@/lib/conference-sessions/preview-clone';
import { parseConferenceId } from '@/lib/conferences/find-conference';
import { formatDays, weekdayOf } from '@/lib/platform/days';
import type { Context } from '@/lib/platform/visit';
import { cloneConferenceAction } from './actions';

export const generateMetadata = titledByConference('Copy the conference');

type Search = Record<string, string | string[] | undefined>;
type Props = { params: Promise<{ conferenceId: string }>; searchParams: Promise<Search> };

const one = (value: string | string[] | undefined) => [value ?? ''].flat()[0] ?? '';

export default personPage(['provider'], clonePage, {
  keep: async (because, { params, searchParams }: Props) => {
    const { conferenceId } = await params;
    const { name, startsOn } = await searchParams;
    const query = new URLSearchParams({ name: one(name), startsOn: one(startsOn) });
    return (
      <KeptForm
        because={because}
        action={cloneConferenceAction.bind(null, conferenceId)}
        address={`/conferences/${conferenceId}/clone?${query}`}
        saveLabel="Add the conference"
      />
    );
  },
});

/** Asks for the new dates, then shows every session before any is added. */
async function clonePage(ctx: Context, { params, searchParams }: Props) {
  const { name, startsOn, change } = await searchParams;
  const chosen = startsOn === undefined ? null : { name: one(name), startsOn: one(startsOn) };
  const preview = await previewClone(ctx, parseConferenceId((await params).conferenceId), chosen);
  const { conference, summary, values, errors, attestation, categories } = preview;
  const back = `/conferences/${conference.id}`;
  const address = `${back}/clone`;
  const crumbs = <Breadcrumbs crumbs={conferenceCrumbs(ctx.actor, conference, 'Copy the conference')} />;
  if (!summary || change !== undefined) {
    return (
      <>
        {crumbs}
        <PageHeader title="Copy the conference to new dates" lead={<bdi>{conference.name}</bdi>} />
        <p className="mb-6 max-w-prose">
          Each session is added again, as many days later as the conference, with its times, room, track, categories,
          agenda and evaluation questions. Attendees, counts, signatures, links and own numbers are not copied.
        </p>
        <CloneForm
          address={address}
          cancelHref={back}
          values={values}
          errors={errors}
          dateHint={`The conference began on ${weekdayOf(conference.startsOn)}, ${formatDays(conference.startsOn, conference.startsOn)}. Choose the same weekday, so that each session keeps its own.`}
        />
      </>
    );
  }
  const query = new URLSearchParams({ name: summary.name, startsOn: summary.startsOn });
  const possible = summary.sessions.filter(({ why }) => why === null);
  return (
    <>
      {crumbs}
      <PageHeader
        title="Check the new conference"
        lead={
          <>
            <bdi>{summary.name}</bdi>, {weekdayOf(summary.startsOn)}, {formatDays(summary.startsOn, summary.endsOn)}.
            Nothing is added yet.
          </>
        }
      />
      {summary.existing.length > 0 && (
        <Notice kind="warning" title="There is a conference of this name on these days already">
          <ul>
            {summary.existing.map(({ id, name: other, startsOn: from, endsOn: to }) => (
              <li key={id}>
                <a href={`/conferences/${id}`}>
                  <bdi>{other}</bdi>
                </a>
                , {formatDays(from, to)}
              </li>
            ))}
          </ul>
          <p>
            If you add this one, there are two.{' '}
            <a href={`${address}?${query}&change=yes`}>Change the name or the dates</a>
          </p>
        </Notice>
      )}
      {possible.length === 0 ? (
        <EmptyState
          title="There are no sessions to copy"
          action={<ButtonLink href="/conferences/new">Add a conference</ButtonLink>}
        >
          Canceled sessions, and sessions without a category that is still offered, are not copied.
        </EmptyState>
      ) : (
        <SaveForm
          action={cloneConferenceAction.bind(null, String(conference.id))}
          address={`${address}?${query}`}
          fields={{
            name: summary.name,
            startsOn: summary.startsOn,
            requestKey: crypto.randomUUID(),
            stamp: summary.stamp,
          }}
          attestation={attestation}
          past={possible.filter(({ past }) => past).length}
          label="Add the conference"
          cancelHref={back}
        >
          <p className="my-4">
            You can edit each session afterwards, all of them at once in a grid.{' '}
            <a href={`${address}?${query}&change=yes`}>Change the name or the dates</a>
          </p>
          <div id="sessions" tabIndex={-1}>
            <CloneTable
              sessions={summary.sessions}
              categories={new Map(categories.map(({ id, name }) => [id, name]))}
            />
          </div>
        </SaveForm>
      )}
    </>
  );
}
