import type { EventState } from '@/lib/events/rules';

export const EVENT_STATE_LABELS: Record<EventState, string> = {
  upcoming: 'Upcoming',
  running: 'In progress',
  'count-due': 'Count due',
  reported: 'Reported',
  canceled: 'Canceled',
};

/** Each state has its own words and shape: circle, half circle, diamond, check mark, cross. */
export function Tag({ state }: { state: EventState }) {
  return <span className={`tag tag-${state}`}>{EVENT_STATE_LABELS[state]}</span>;
}
