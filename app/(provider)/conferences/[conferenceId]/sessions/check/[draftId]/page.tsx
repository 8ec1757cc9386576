import { conferenceCrumbs } from '@/app/_edges/conference-crumbs';
import { titledByConference } from '@/app/_edges/conference-title';
import { personPage } from '@/app/_edges/person-page';
import { News } from '@/app/_edges/saved-notice';
import { RereadForm } from '@/components/attendees/reread-form';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ButtonLink } from '@/components/button-link';
import { ButtonRow } from '@/components/button-row';
import { ChoicesForm } from '@/components/conference-sessions/choices-form';
import { LeftOutRows } from '@/components/conference-sessions/left-out-rows';
import { PlanTable } from '@/components/conference-sessions/plan-table';
import { SaveForm } from '@/components/conference-sessions/save-form';
import { KeptForm } from '@/components/kept-form';
import { Notice } from '@/components/notice';
import { PageHeader } from '@/components/page-header';
import { ENCODINGS } from '@/lib/attendees/import/decode-text';
import { removedNumbers } from '@/lib/attendees/import/removed-numbers';
import { writeColumns } from '@/lib/conference-sessions/columns';
import { parseDraftId } from '@/lib/conference-sessions/keep-draft';
import type { PlannedRow } from '@/lib/conference-sessions/plan';
import { type DraftPreview, previewDraft } from '@/lib/conference-sessions/preview-draft';
import { parseConferenceId } from '@/lib/conferences/find-conference';
import type { Context } from '@/lib/platform/visit';
import { rereadSessionsAction, saveSessionsAction } from './actions';

export const generateMetadata = titledByConference('Check the sessions');

type Props = {
  params: Promise<{ conferenceId: string; draftId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default personPage(['provider'], checkSessionsPage, {
  keep: async (because, { params }: Props) => {
    const { conferenceId, draftId } = await params;
    return (
      <KeptForm
        because={because}
        action={saveSessionsAction.bind(null, conferenceId, draftId)}
        address={`/conferences/${conferenceId}/sessions/check/${draftId}`}
        saveLabel="Save"
      />
    );
  },
});

/** Shows what saving a list would do with each row; afterwards, what became of it. */
async function checkSessionsPage(ctx: Context, { params, searchParams }: Props) {
  const ids = await params;
  const preview = await previewDraft(
    ctx,
    { conferenceId: parseConferenceId(ids.conferenceId), draftId: parseDraftId(ids.draftId) },
    await searchParams,
  );
  const { conference, draft, closed } = preview;
  const back = `/conferences/${conference.id}`;
  const head = (
    <Breadcrumbs
      crumbs={conferenceCrumbs(ctx.actor, conference, draft.savedAt ? 'Sessions saved' : 'Check the sessions')}
    />
  );
  if (draft.savedAt) {
    return (
      <>
        {head}
        <News>{savedWords(draft)} Each session is a separate event with its own certificate and count.</News>
        <PageHeader title="Sessions saved" lead={<bdi>{conference.name}</bdi>} />
        <LeftOutRows rows={draft.about.leftOut ?? []} />
        <ButtonRow>
          <ButtonLink href={back}>Open the conference</ButtonLink>
          <ButtonLink href={`${back}/sessions/add`} variant="secondary">
            Add more sessions
          </ButtonLink>
        </ButtonRow>
      </>
    );
  }
  return (
    <>
      {head}
      <PageHeader
        title="Check the sessions"
        lead={draft.fileName ? <bdi>{draft.fileName}</bdi> : 'Nothing is saved yet.'}
      />
      {closed ? (
        <Notice kind="warning">
          <p>{closed}</p>
        </Notice>
      ) : (
        <Check preview={preview} attestation={preview.attestation} />
      )}
    </>
  );
}

function Check({ preview, attestation }: { preview: DraftPreview; attestation: string }) {
  const { conference, draft, choices, why, plan, categories } = preview;
  const here = `/conferences/${conference.id}/sessions`;
  const address = `${here}/check/${draft.id}`;
  const { sheet, sheets, encoding } = draft.about;
  const counts = countsOf(plan.rows);
  const saved = plan.rows.filter((row) => row.kind === 'new' || row.kind === 'changed');
  const names = new Map(preview.allCategories.map(({ id, name }) => [id, name]));
  return (
    <>
      {draft.about.ssn && <Notice>{removedNumbers(draft.about)}</Notice>}
      {(sheets || encoding) && (
        <section>
          <h2>File</h2>
          <RereadForm
            action={rereadSessionsAction.bind(null, String(conference.id), String(draft.id))}
            address={address}
            about={{ sheet, sheets, encoding }}
            encodings={Object.entries(ENCODINGS).map(([value, label]) => ({ value, label }))}
            sample={preview.sample}
          />
        </section>
      )}
      <section>
        <ChoicesForm
          choices={choices}
          matches={draft.source !== 'grid'}
          heading={preview.heading}
          firstRows={preview.firstRows}
          topLines={preview.topLines}
          categories={categories}
          address={address}
          error={why}
          problems={preview.problems}
        />
      </section>
      {!why && (
        <section>
          <h2>Sessions</h2>
          <p className="mb-4">{inWords(counts)}</p>
          {counts.unanswered > 0 && (
            <Notice title="What all new sessions have in common is not complete">
              <p>
                Choose it above under “For all new sessions” and “Location”, then choose “Update the preview”. Rows that
                have categories or a description of their own keep them.
              </p>
            </Notice>
          )}
          {plan.missing.length > 0 && (
            <Notice
              title={`${plan.missing.length === 1 ? '1 session is' : `${plan.missing.length} sessions are`} not in this list`}
            >
              <p>They stay as they are. To cancel a session, ask for its cancellation on its page.</p>
              <ul>
                {plan.missing.map(({ id, title }) => (
                  <li key={id}>
                    <a href={`/events/${id}`}>
                      <bdi>{title}</bdi>
                    </a>
                  </li>
                ))}
              </ul>
            </Notice>
          )}
          <PlanTable rows={plan.rows} categories={names} />
          {draft.source === 'grid' && (
            <p className="my-4">
              <ButtonLink href={`${here}/add?rows=${draft.id}`} variant="secondary">
                Change the rows
              </ButtonLink>
            </p>
          )}
          {saved.length > 0 ? (
            <SaveForm
              action={saveSessionsAction.bind(null, String(conference.id), String(draft.id))}
              address={address}
              fields={{
                stamp: preview.stamp,
                headingLine: String(choices.headingLine ?? ''),
                columns: writeColumns(choices.columns),
                ...choices.defaults,
              }}
              attestation={attestation}
              past={saved.filter(({ past }) => past).length}
              label={saveLabel(counts)}
              cancelHref={`/conferences/${conference.id}`}
            />
          ) : (
            <ButtonRow>
              {draft.source !== 'grid' && (
                <ButtonLink href={`${here}/import`} variant="secondary">
                  Choose another list
                </ButtonLink>
              )}
              <ButtonLink href={`/conferences/${conference.id}`} variant="quiet">
                Back to the conference
              </ButtonLink>
            </ButtonRow>
          )}
        </section>
      )}
    </>
  );
}

type Counts = Record<PlannedRow['kind'], number>;

function countsOf(rows: readonly PlannedRow[]): Counts {
  const counts: Counts = { new: 0, changed: 0, same: 0, repeated: 0, unanswered: 0, wrong: 0 };
  for (const { kind } of rows) counts[kind]++;
  return counts;
}

function inWords(counts: Counts): string {
  const said = (kind: keyof Counts, words: string) => (counts[kind] > 0 ? [`${counts[kind]} ${words}`] : []);
  const parts = [
    ...said('new', 'new'),
    ...said('changed', 'changed'),
    ...said('same', 'without changes'),
    ...said('repeated', 'not added again'),
    ...said('unanswered', 'not complete'),
    ...said('wrong', 'with a problem, not saved'),
  ];
  return parts.length === 0 ? 'There is nothing to save.' : `${parts.join(' · ')}.`;
}

const sessions = (count: number) => (count === 1 ? '1 session' : `${count} sessions`);

function saveLabel({ new: added, changed }: Counts): string {
  if (changed === 0) return `Add ${sessions(added)}`;
  return added === 0 ? `Change ${sessions(changed)}` : `Add ${sessions(added)} and change ${changed}`;
}

function savedWords({ added, edited }: DraftPreview['draft']): string {
  const parts = [
    ...(added ? [`${sessions(added)} ${added === 1 ? 'was' : 'were'} added.`] : []),
    ...(edited ? [`${sessions(edited)} ${edited === 1 ? 'was' : 'were'} changed.`] : []),
  ];
  return parts.join(' ');
}
