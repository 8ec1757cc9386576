import { formatDays, formatMoment } from '@/lib/platform/days';
import type { ConferenceView } from '@/lib/whole-conference/view-conference';
import { SummaryList } from '../summary-list';

type Props = Pick<ConferenceView, 'conference' | 'totals'>;

/** Shows what a conference is, and what its sessions add up to. */
export function ConferenceFacts({ conference, totals }: Props) {
  const { startsOn, endsOn, place, program, contact, updatedAt, updatedByName } = conference;
  const number = (count: number) => count.toLocaleString('en-US');
  return (
    <div className="grid gap-x-12 lg:grid-cols-2">
      <SummaryList
        rows={[
          { term: 'Sessions', value: sessionsLine(totals) },
          {
            term: 'Completed',
            value: `${number(totals.completed)} of ${number(totals.attendees)} on the rosters; each person once a session`,
          },
          {
            term: 'Issued here',
            value: totals.due > 0 ? `${number(totals.issued)}; ${number(totals.due)} to issue` : number(totals.issued),
          },
          { term: 'Signed', value: `${number(totals.signed)} of ${number(totals.sessions)} sessions` },
          {
            term: 'Counts',
            value: `${number(totals.counted)} of ${number(totals.sessions)} sessions: ${number(totals.certificates)} certificates`,
          },
        ]}
      />
      <SummaryList
        rows={[
          { term: 'Dates', value: formatDays(startsOn, endsOn) },
          ...(place ? [{ term: 'Place', value: <span dir="auto">{place}</span> }] : []),
          ...(program
            ? [
                {
                  term: 'Program',
                  value: (
                    <p className="prose-lines" dir="auto">
                      {program}
                    </p>
                  ),
                },
              ]
            : []),
          ...(contact ? [{ term: 'Contact', value: <span dir="auto">{contact}</span> }] : []),
          {
            term: 'Last changed',
            value: (
              <>
                {formatMoment(updatedAt)} by <bdi>{updatedByName}</bdi>
              </>
            ),
          },
        ]}
      />
    </div>
  );
}

function sessionsLine({ sessions, canceled }: ConferenceView['totals']): string {
  const taking = sessions.toLocaleString('en-US');
  return canceled === 0 ? taking : `${taking}, and ${canceled.toLocaleString('en-US')} canceled`;
}
