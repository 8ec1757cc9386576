import type { ProviderStanding } from '@/lib/access/actor';
import { type StandingColumns, standingOn } from '@/lib/access/standing';
import type { Day } from '@/lib/platform/clock';

type Words = {
  label: string;
  /** What it means, for the people at the provider. */
  means: string;
  /** The same for anyone who looks the provider up. */
  public: string;
};

/** Each standing in words. */
export const STANDING_WORDS: Record<ProviderStanding, Words> = {
  good: {
    label: 'In good standing',
    means: 'You can add events and issue certificates.',
    public: 'In good standing',
  },
  reports_overdue: {
    label: 'Reports overdue',
    means: 'You can work as before. The agency is waiting for reports from you.',
    public: 'Approved; reports to the agency are overdue',
  },
  probation: {
    label: 'On probation',
    means: 'You can’t add events. Events that are already in your list continue, and you can issue their certificates.',
    public: 'On probation: it offers no new events',
  },
  suspended: {
    label: 'Suspended',
    means:
      'You can’t add events, sign or issue certificates, create share links, or accept claims. Attendees and learning systems get no certificates. You can still open your records, record counts, and correct or revoke certificates.',
    public: 'Suspended: it offers no events and gives out no certificates',
  },
  withdrawn: {
    label: 'Approval withdrawn',
    means:
      'You can’t add events, sign or issue certificates, create share links, or accept claims. Attendees and learning systems get no certificates. You can still open your records, record counts, and correct or revoke certificates.',
    public: 'Approval withdrawn: it offers no events and gives out no certificates',
  },
  closed: {
    label: 'Closed',
    means:
      'The agency takes over its records. No one can sign in to work for it, and its share links, learning systems and webhooks end.',
    public: 'Closed: it no longer offers events or gives out certificates',
  },
};

/** The standings that need a second person, because they take something away. */
export const NEEDS_SECOND_PERSON: readonly ProviderStanding[] = ['suspended', 'withdrawn', 'closed'];

/** The standings that staff choose from; closing a provider has a page of its own. */
export const STANDING_CHOICES = (['good', 'reports_overdue', 'probation', 'suspended', 'withdrawn'] as const).map(
  (value) => ({
    value,
    label: STANDING_WORDS[value].label,
    hint: NEEDS_SECOND_PERSON.includes(value) ? 'A second person confirms it.' : undefined,
  }),
);

/** Returns how a provider stands on a day, and what was decided for a later day. */
export function standingsOf(
  row: StandingColumns,
  today: Day,
): { now: ProviderStanding; later: { standing: ProviderStanding; from: Day } | null } {
  const { standing, standingFrom } = row;
  const later = standingFrom !== null && standingFrom > today ? { standing, from: standingFrom } : null;
  return { now: standingOn(row, today), later };
}

/** Returns what was decided last about a provider's standing as one text, by which a form says what it showed. */
export function standingText({ standing, standingFrom, standingBefore }: StandingColumns): string {
  return [standing, standingFrom, standingBefore].join(' ');
}
