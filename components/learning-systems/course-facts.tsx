import { formatDays } from '@/lib/platform/days';
import { SummaryList } from '../summary-list';

export type CourseEventFacts = { title: string; startsOn: string; endsOn: string; providerName: string };

type Props = { event: CourseEventFacts; name?: string; units?: string; serial?: string };

/** Shows what the certificate of a course says or will say. */
export function CourseFacts({ event, name, units, serial }: Props) {
  return (
    <SummaryList
      rows={[
        ...(name ? [{ term: 'Name', value: <bdi className="wrap-anywhere">{name}</bdi> }] : []),
        { term: 'Event', value: <bdi className="wrap-anywhere">{event.title}</bdi> },
        { term: 'Dates', value: formatDays(event.startsOn, event.endsOn) },
        { term: 'Provider', value: <bdi className="wrap-anywhere">{event.providerName}</bdi> },
        ...(units ? [{ term: 'Professional development units', value: units }] : []),
        ...(serial ? [{ term: 'Serial', value: <code>{serial}</code> }] : []),
      ]}
    />
  );
}
