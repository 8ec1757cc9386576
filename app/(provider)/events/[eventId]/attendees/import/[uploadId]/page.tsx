import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { ImportForm } from '@/components/attendees/import-form';
import { MatchingForm } from '@/components/attendees/matching-form';
import { PlanTable } from '@/components/attendees/plan-table';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ButtonLink } from '@/components/button-link';
import { ButtonRow } from '@/components/button-row';
import { EventNav } from '@/components/event-nav';
import { KeptForm } from '@/components/kept-form';
import { Notice } from '@/components/notice';
import { PageHeader } from '@/components/page-header';
import { matchingText } from '@/lib/attendees/import/matching';
import type { PlannedLine } from '@/lib/attendees/import/plan';
import { parseUploadId, previewImport } from '@/lib/attendees/import/preview-import';
import { parseEventId } from '@/lib/events/event-id';
import type { Context } from '@/lib/platform/visit';
import { importAction } from './actions';

export const metadata: Metadata = { title: 'Import attendees' };

type Props = {
  params: Promise<{ eventId: string; uploadId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** A longer list is imported as a whole: of its lines only these many of a kind are shown, and none can be left out. */
const TICKABLE = 500;
const SHOWN_OF_LONG = 100;

export default personPage(['provider'], previewPage, {
  keep: async (because, { params }: Props) => {
    const { eventId, uploadId } = await params;
    return (
      <KeptForm
        because={because}
        action={importAction.bind(null, eventId, uploadId)}
        address={`/events/${eventId}/attendees/import/${uploadId}`}
        saveLabel="Import"
      />
    );
  },
});

async function previewPage(ctx: Context, { params, searchParams }: Props) {
  const { eventId, uploadId } = await params;
  const ids = { eventId: parseEventId(eventId), uploadId: parseUploadId(uploadId) };
  const { event, upload, matching, why, plan } = await previewImport(ctx, ids, await searchParams);
  const roster = `/events/${event.id}/attendees`;
  const address = `${roster}/import/${upload.id}`;
  const good = plan.filter(({ kind }) => kind === 'new' || kind === 'changed');
  const tickable = plan.length <= TICKABLE;
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: 'Event List', href: '/events' },
          { label: event.title, href: `/events/${event.id}` },
          { label: 'Attendees', href: roster },
          { label: 'Import', href: `${roster}/import` },
          { label: 'Check' },
        ]}
      />
      <PageHeader
        title="Check what is imported"
        lead={upload.fileName ? <bdi>{upload.fileName}</bdi> : 'The list that you pasted'}
      />
      <EventNav eventId={event.id} current="attendees" below mayChange />
      <section>
        <h2>Columns</h2>
        <MatchingForm
          matching={matching}
          firstLines={upload.lines.slice(0, 4).map(([, cells]) => cells)}
          address={address}
          error={why}
        />
      </section>
      {!why && (
        <section>
          <h2>Lines</h2>
          <p>{inWords(plan)}</p>
          {good.length === 0 ? (
            <>
              <PlanTable lines={shownOf(plan, tickable)} caption="Lines of the list" tickable={false} />
              <ButtonRow>
                <ButtonLink href={`${roster}/import`}>Choose another list</ButtonLink>
                <ButtonLink href={roster} variant="quiet">
                  Back to the roster
                </ButtonLink>
              </ButtonRow>
            </>
          ) : (
            <ImportForm
              action={importAction.bind(null, String(event.id), String(upload.id))}
              address={address}
              cancelHref={roster}
              fields={{
                columns: matchingText(matching.columns),
                headings: matching.headings ? 'yes' : 'no',
                unmarked: matching.unmarked,
                choice: tickable ? 'ticked' : 'all',
              }}
              label={
                tickable ? 'Import the ticked lines' : `Import all ${good.length.toLocaleString('en-US')} good lines`
              }
            >
              {!tickable && (
                <Notice>
                  The list is long, so only some of its lines are shown here: those that are not imported first, then
                  changed and new ones.
                </Notice>
              )}
              <PlanTable lines={shownOf(plan, tickable)} caption="Lines of the list" tickable={tickable} />
            </ImportForm>
          )}
        </section>
      )}
    </>
  );
}

const ORDER: PlannedLine['kind'][] = ['wrong', 'changed', 'new', 'same'];

/** Complaints come first: they are what somebody has to look at. */
function shownOf(plan: PlannedLine[], whole: boolean): PlannedLine[] {
  return ORDER.flatMap((kind) => {
    const lines = plan.filter((each) => each.kind === kind);
    return whole ? lines : lines.slice(0, SHOWN_OF_LONG);
  });
}

function inWords(plan: PlannedLine[]): string {
  const count = (kind: PlannedLine['kind']) => plan.filter((each) => each.kind === kind).length;
  const said = (number: number, words: string) => (number > 0 ? [`${number.toLocaleString('en-US')} ${words}`] : []);
  const parts = [
    ...said(count('new'), 'new'),
    ...said(count('changed'), 'changed'),
    ...said(count('same'), 'on the roster already, just like that'),
    ...said(count('wrong'), 'with a complaint, not imported'),
  ];
  return parts.length === 0 ? 'There is no line below the headings.' : `${parts.join(' · ')}.`;
}
