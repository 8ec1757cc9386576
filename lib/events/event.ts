import type { NamedConference } from '@/lib/conferences/conference';
import type { Day } from '@/lib/platform/clock';

export type EventLocation = { kind: 'online' } | { kind: 'in_person'; city: string; state: string; zip: string };

export type AgendaItem = { heldOn: Day; startsAt: string; endsAt: string; title: string; counts: boolean };

/** What people enter for an event (M8); everything else about each field is in `fields.ts`. */
export type EventContent = {
  title: string;
  instructor: string;
  description: string;
  categoryIds: number[];
  /** The provider's own number of the event, unique among its events regardless of case; null when it has none. */
  ownNumber: string | null;
  track: string | null;
  room: string | null;
  /** The conference that it is a session of (M24), by name for people to read; null when there is none. */
  conference: NamedConference | null;
  asynchronous: boolean;
  startsOn: Day;
  endsOn: Day;
  /** The times of an event of one day, such as `09:00`; both or neither. */
  startsAt: string | null;
  endsAt: string | null;
  location: EventLocation;
  /** Hours of instruction, an exact decimal such as `6.25`. */
  hours: string;
  agenda: AgendaItem[];
};

/** The content of a saved event, whose conference exists. */
export type SavedContent = EventContent & { conference: { id: number; name: string } | null };

export type ContentField = keyof EventContent;

/** One professional development activity of a provider (M8), with what has happened to it. */
export type ProviderEvent = SavedContent & {
  id: number;
  providerId: number;
  providerName: string;
  providerPhone: string;
  version: number;
  /** Certificates issued; null: not reported yet. 0 is a valid report (M19). */
  certificateCount: number | null;
  /** Named certificates that are valid now, and how many of them the recorded count included; null: not reported yet. */
  issuedCount: number;
  reportedIssued: number | null;
  /** Since when it has been canceled; null: it is not (M19). */
  canceledAt: Date | null;
  /** When its provider last confirmed that it earns units. */
  attestedAt: Date;
  updatedAt: Date;
  updatedByName: string;
};
