import { titledByEvent } from '@/app/_edges/event-title';
import { personPage } from '@/app/_edges/person-page';
import { ImportForm } from '@/components/attendees/import-form';
import { MatchingForm } from '@/components/attendees/matching-form';
import { PlanTable } from '@/components/attendees/plan-table';
import { RereadForm } from '@/components/attendees/reread-form';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ButtonLink } from '@/components/button-link';
import { ButtonRow } from '@/components/button-row';
import { EventNav } from '@/components/event-nav';
import { KeptForm } from '@/components/kept-form';
import { Notice } from '@/components/notice';
import { PageHeader } from '@/components/page-header';
import { ENCODINGS } from '@/lib/attendees/import/decode-text';
import { marksText, matchingText } from '@/lib/attendees/import/matching';
import type { ImportPreview } from '@/lib/attendees/import/plan-upload';
import { parseUploadId, previewImport } from '@/lib/attendees/import/preview-import';
import { parseEventId } from '@/lib/events/event-id';
import type { Context } from '@/lib/platform/visit';
import { importAction, rereadAction } from './actions';

export const generateMetadata = titledByEvent('Import attendees', 'roster.change');

type Props = {
  params: Promise<{ eventId: string; uploadId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

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
  const preview = await previewImport(ctx, ids, await searchParams);
  const { event, upload, matching, remembered, why, summary, details, plan, isWhole, saysTime } = preview;
  const roster = `/events/${event.id}/attendees`;
  const address = `${roster}/import/${upload.id}`;
  const { sheet, sheets, encoding } = upload.about;
  const head = (
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
        title="Preview import"
        lead={upload.fileName ? <bdi>{upload.fileName}</bdi> : 'The list you pasted'}
      />
      <EventNav event={event} current="attendees" below mayChange />
    </>
  );
  if (event.canceledAt) return head;
  return (
    <>
      {head}
      {saysTime && (
        <Notice title="This list says how long people were there">
          <p>
            <a href={`${roster}/attendance/preview?upload=${upload.id}`}>Count PDUs from the time they attended</a>{' '}
            instead of giving everyone the event’s PDUs. You can put several reports together.
          </p>
        </Notice>
      )}
      {(sheets || encoding) && (
        <section>
          <h2>File</h2>
          <RereadForm
            action={rereadAction.bind(null, String(event.id), String(upload.id))}
            address={address}
            about={{ sheet, sheets, encoding }}
            encodings={Object.entries(ENCODINGS).map(([value, label]) => ({ value, label }))}
            sample={preview.sample}
          />
        </section>
      )}
      <section>
        <h2>Columns</h2>
        {remembered && (
          <Notice title="Matched as last time">
            <p>
              Your provider imported a list with these headings before, and the columns are matched the same way.{' '}
              <a href={`${address}?guess=yes`}>Start over</a>
            </p>
          </Notice>
        )}
        {!why && (
          <Notice>
            <p>{summary}</p>
            {details.length > 0 && (
              <ul>
                {details.map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            )}
          </Notice>
        )}
        <MatchingForm
          matching={matching}
          heading={preview.heading}
          firstRows={preview.firstRows}
          topLines={preview.topLines}
          marks={preview.marks}
          cleanings={preview.cleanings}
          address={address}
          error={why}
        />
      </section>
      {!why && (
        <section>
          <h2>Rows</h2>
          <p>{inWords(preview.counts)}</p>
          {!preview.isImportable ? (
            <>
              <PlanTable lines={plan} caption="Rows" tickable={false} />
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
                headingLine: String(preview.heading?.[0] ?? ''),
                marks: marksText(matching.marks),
                off: (matching.off ?? []).join(','),
                unmarked: matching.unmarked,
                choice: isWhole ? 'ticked' : 'all',
              }}
              label={
                isWhole ? 'Import the checked rows' : `Import all ${preview.ready.toLocaleString('en-US')} valid rows`
              }
            >
              {!isWhole && (
                <Notice>
                  This is a long list, so only some rows are shown: first the ones that won’t be imported, then changed
                  and new ones.
                </Notice>
              )}
              <PlanTable lines={plan} caption="Rows" tickable={isWhole} />
            </ImportForm>
          )}
        </section>
      )}
    </>
  );
}

function inWords(counts: ImportPreview['counts']): string {
  const said = (kind: keyof typeof counts, words: string) =>
    counts[kind] > 0 ? [`${counts[kind].toLocaleString('en-US')} ${words}`] : [];
  const parts = [
    ...said('new', 'new'),
    ...said('changed', 'changed'),
    ...said('same', 'already on the roster, no changes'),
    ...said('repeated', 'repeated, not imported'),
    ...said('wrong', 'with a problem, not imported'),
  ];
  return parts.length === 0 ? 'There are no rows below the headings.' : `${parts.join(' · ')}.`;
}
