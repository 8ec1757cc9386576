import type { EventState } from '@/lib/events/rules';

export const EVENT_STATE_LABELS: Record<EventState, string> = {
  upcoming: 'Upcoming',
  running: 'Under way',
  'count-due': 'Count due',
  reported: 'Reported',
};

/** Each state has words and a shape of its own: circle, half circle, diamond, check mark. */
export function Tag({ state }: { state: EventState }) {
  return <span className={`tag tag-${state}`}>{EVENT_STATE_LABELS[state]}</span>;
}
