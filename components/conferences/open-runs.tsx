import { RUN_STATES, RUN_TITLES } from '@/lib/certificates/runs/words';
import type { ConferenceView } from '@/lib/whole-conference/view-conference';
import { Inset } from '../inset';
import { LiveRefresh } from '../live-refresh';

type Props = { runs: ConferenceView['runs']; href: string };

/** More would be too long to read. The others follow as these are done. */
const SHOWN = 8;

/** Shows what is being issued or emailed for sessions of a conference, and refreshes the page until it is done. */
export function OpenRuns({ runs, href }: Props) {
  if (runs.length === 0) return null;
  const more = runs.length - SHOWN;
  return (
    <Inset title={runs.length === 1 ? 'In progress for 1 session' : `In progress for ${runs.length} sessions`}>
      <ul className="list-disc pl-5">
        {runs.slice(0, SHOWN).map(({ id, eventId, title, kind, state, total }) => (
          <li key={id}>
            <a href={`/events/${eventId}/certificates/runs/${id}`} dir="auto">
              {title}
            </a>
            : {RUN_TITLES[kind]}, {total.toLocaleString('en-US')}
            {state === 'paused' && ` (${RUN_STATES.paused.toLowerCase()})`}
          </li>
        ))}
      </ul>
      {more > 0 && <p>{more === 1 ? 'And 1 more.' : `And ${more.toLocaleString('en-US')} more.`}</p>}
      {runs.some(({ state }) => state === 'running') && (
        <LiveRefresh everySeconds={5} link={{ href, label: 'Refresh progress' }} />
      )}
    </Inset>
  );
}
