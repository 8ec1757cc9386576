import type { ReactNode } from 'react';
import { formatTime } from '@/lib/events/agenda';
import type { ContentField, ProviderEvent } from '@/lib/events/event';
import { describeField } from '@/lib/events/event-content';
import { FIELD_NAMES, FIELDS } from '@/lib/events/fields';
import { unitsOf } from '@/lib/events/rules';
import { formatDay, formatDays } from '@/lib/platform/days';
import { SummaryList } from './summary-list';

type Props = { event: ProviderEvent; categoryNames: string[] };

/** What people look for first; the other fields follow in the order of the form. */
const FIRST: ContentField[] = ['ownNumber', 'instructor', 'conference', 'startsOn', 'startsAt', 'track', 'room'];
const NEXT: ContentField[] = ['location', 'hours', 'categoryIds'];

/** The title is the page's heading. The other three are shown in the row of the field that they go with. */
const NO_ROW_OF_THEIR_OWN: ContentField[] = ['title', 'endsOn', 'asynchronous', 'endsAt'];

const ORDER = [...new Set([...FIRST, ...NEXT, ...FIELD_NAMES])].filter((name) => !NO_ROW_OF_THEIR_OWN.includes(name));

/** Shows everything that was entered for an event, as a list to read. */
export function EventDetails({ event, categoryNames }: Props) {
  const rows = ORDER.flatMap((name) => {
    const words = describeField(event, name, new Map());
    return words ? [{ term: TERMS[name] ?? FIELDS[name].label, value: shown(name, words, event, categoryNames) }] : [];
  });
  return <SummaryList rows={[{ term: 'Event number', value: event.id }, ...rows]} />;
}

const TERMS: Partial<Record<ContentField, string>> = { startsOn: 'Dates', startsAt: 'Time' };

function shown(name: ContentField, words: string, event: ProviderEvent, categoryNames: string[]): ReactNode {
  const { startsAt, endsAt } = event;
  const units = unitsOf(event.hours);
  switch (name) {
    case 'conference':
      return event.conference && <ConferenceLink conference={event.conference} />;
    case 'startsOn':
      return `${formatDays(event.startsOn, event.endsOn)}${event.asynchronous ? ', always open' : ''}`;
    case 'startsAt':
      return startsAt && endsAt && `${formatTime(startsAt)}–${formatTime(endsAt)}`;
    case 'hours':
      return `${units} (${units} professional development units)`;
    case 'categoryIds':
      return categoryNames.join(', ');
    case 'description':
      return (
        <p className="prose-lines" dir="auto">
          {words}
        </p>
      );
    case 'agenda':
      return <Agenda event={event} />;
    default:
      return <span dir="auto">{words}</span>;
  }
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
