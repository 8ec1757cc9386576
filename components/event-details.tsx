import { formatTime } from '@/lib/events/agenda';
import type { ProviderEvent } from '@/lib/events/event';
import { locationLine, unitsOf } from '@/lib/events/rules';
import { formatDay, formatDays } from '@/lib/platform/days';
import { SummaryList } from './summary-list';

type Props = { event: ProviderEvent; categoryNames: string[] };

/** Shows everything that was entered for an event, as a list to read. */
export function EventDetails({ event, categoryNames }: Props) {
  const { location } = event;
  const units = unitsOf(event.hours);
  return (
    <SummaryList
      rows={[
        { term: 'Event number', value: event.id },
        ...(event.ownNumber ? [{ term: 'Your own number', value: <bdi>{event.ownNumber}</bdi> }] : []),
        { term: 'Instructor', value: <span dir="auto">{event.instructor}</span> },
        ...(event.conference ? [{ term: 'Conference', value: <ConferenceLink conference={event.conference} /> }] : []),
        {
          term: 'Dates',
          value: `${formatDays(event.startsOn, event.endsOn)}${event.asynchronous ? ', always open' : ''}`,
        },
        ...(event.startsAt && event.endsAt
          ? [{ term: 'Time', value: `${formatTime(event.startsAt)}–${formatTime(event.endsAt)}` }]
          : []),
        ...(event.track ? [{ term: 'Track', value: <span dir="auto">{event.track}</span> }] : []),
        ...(event.room ? [{ term: 'Room', value: <span dir="auto">{event.room}</span> }] : []),
        {
          term: 'Location',
          value: location.kind === 'online' ? 'Online' : `${locationLine(location)} ${location.zip}`,
        },
        { term: 'Hours of instruction', value: `${units} (${units} professional development units)` },
        { term: 'Event categories', value: categoryNames.join(', ') },
        {
          term: 'Description',
          value: (
            <p className="prose-lines" dir="auto">
              {event.description}
            </p>
          ),
        },
        ...(event.agenda.length > 0 ? [{ term: 'Agenda', value: <Agenda event={event} /> }] : []),
      ]}
    />
  );
}

/** Links to the page of the whole conference (M24). */
function ConferenceLink({ conference: { id, name } }: { conference: { id: number; name: string } }) {
  return (
    <a href={`/conferences/${id}`} dir="auto">
      {name}
    </a>
  );
}

function Agenda({ event }: { event: ProviderEvent }) {
  const days = new Set(event.agenda.map((item) => item.heldOn));
  return (
    <ul className="agenda">
      {event.agenda.map((item) => (
        <li key={`${item.heldOn} ${item.startsAt} ${item.title}`}>
          {days.size > 1 && `${formatDay(item.heldOn)}, `}
          {formatTime(item.startsAt)}–{formatTime(item.endsAt)} <span dir="auto">{item.title}</span>
          {!item.counts && <span className="hint"> (does not count)</span>}
        </li>
      ))}
    </ul>
  );
}
