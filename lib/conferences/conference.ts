import type { Day } from '@/lib/platform/clock';

/** What a provider says about a conference (M24). */
export type ConferenceContent = {
  name: string;
  startsOn: Day;
  endsOn: Day;
  /** Where it takes place, in the provider's words; empty when it is only online. */
  place: string;
  /** The program in the provider's words, or its address on the web; may be empty. */
  program: string;
  /** Who answers questions about it; may be empty. */
  contact: string;
};

/** A conference, whose sessions are events of their own (M24; manual, "Special Considerations"). */
export type Conference = ConferenceContent & {
  id: number;
  providerId: number;
  providerName: string;
  version: number;
  /** When its provider closed it; null while it is open. */
  closedAt: Date | null;
  updatedAt: Date;
  updatedByName: string;
};

/** A conference as an event names it; without a number, it is added together with the event. */
export type NamedConference = { id: number | null; name: string };
