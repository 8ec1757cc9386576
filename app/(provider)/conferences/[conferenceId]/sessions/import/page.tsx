import { conferenceCrumbs } from '@/app/_edges/conference-crumbs';
import { titledByConference } from '@/app/_edges/conference-title';
import { personPage } from '@/app/_edges/person-page';
import { UploadForm } from '@/components/attendees/upload-form';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { KeptForm } from '@/components/kept-form';
import { Notice } from '@/components/notice';
import { PageHeader } from '@/components/page-header';
import { authorize } from '@/lib/access/authorize';
import { MAX_ROWS } from '@/lib/conference-sessions/limits';
import { getConference, parseConferenceId } from '@/lib/conferences/find-conference';
import { whyClosed } from '@/lib/conferences/rules';
import type { Context } from '@/lib/platform/visit';
import { importSessionsAction } from './actions';

export const generateMetadata = titledByConference('Import sessions');

type Props = { params: Promise<{ conferenceId: string }> };

export default personPage(['provider'], importSessionsPage, {
  keep: async (because, { params }: Props) => {
    const { conferenceId } = await params;
    return (
      <KeptForm
        because={because}
        action={importSessionsAction.bind(null, conferenceId)}
        address={`/conferences/${conferenceId}/sessions/import`}
        saveLabel="Continue"
      />
    );
  },
});

const WORDS = {
  label: 'Paste cells of a spreadsheet',
  hint: 'One session per row, with headings such as Title, Presenter, Date, Start, End, Room and Track in the first row.',
  fileHint: `An Excel workbook (.xlsx) or a CSV file, such as an export from Sched or Whova, up to ${MAX_ROWS} sessions.`,
};

async function importSessionsPage(ctx: Context, { params }: Props) {
  const conference = await getConference(ctx, parseConferenceId((await params).conferenceId));
  authorize(ctx, 'event.add', conference);
  const closed = whyClosed(conference);
  const here = `/conferences/${conference.id}`;
  return (
    <>
      <Breadcrumbs crumbs={conferenceCrumbs(ctx.actor, conference, 'Import sessions')} />
      <PageHeader
        title="Import sessions"
        lead="Nothing is imported yet. The next page shows what will happen to each row."
      />
      {closed ? (
        <Notice kind="warning">
          <p>{closed}</p>
        </Notice>
      ) : (
        <>
          <p className="mb-6 max-w-prose">
            Give your sessions a number of your own, such as S-101, in a column. When the program changes, import the
            changed list: sessions are found by their number, and you see what changes in each before anything is saved.
          </p>
          <UploadForm
            action={importSessionsAction.bind(null, String(conference.id))}
            address={`${here}/sessions/import`}
            cancelHref={here}
            words={WORDS}
            fields={{ requestKey: crypto.randomUUID() }}
          />
        </>
      )}
    </>
  );
}
