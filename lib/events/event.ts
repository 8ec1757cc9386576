import type { Day } from '@/lib/platform/clock';

export type EventLocation = { kind: 'online' } | { kind: 'in_person'; city: string; state: string; zip: string };

export type AgendaItem = { heldOn: Day; startsAt: string; endsAt: string; title: string; counts: boolean };

/** One professional development activity of a provider (M8), with what has happened to it. */
export type ProviderEvent = {
  id: number;
  providerId: number;
  providerName: string;
  providerPhone: string;
  title: string;
  instructor: string;
  description: string;
  categoryIds: number[];
  startsOn: Day;
  endsOn: Day;
  asynchronous: boolean;
  location: EventLocation;
  /** Hours of instruction, an exact decimal such as `6.25`. */
  hours: string;
  /** The conference that it is a session of (M24), or null. */
  conference: { id: number; name: string } | null;
  agenda: AgendaItem[];
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
