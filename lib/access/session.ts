import type { Person } from './actor';

/** Where people land after signing in. */
export type StartPage = 'portal' | 'program';

/** The sign-in that a person acts through. What they may do does not depend on it. */
export type Session = {
  id: number;
  /** Where people land after signing in; a person with several providers always chooses at the portal. */
  startPage: StartPage;
  /** Whether the person works for other providers too, and may switch. */
  severalProviders: boolean;
  /** True for staff without a second step: `requireContext` lets them set it up and do nothing else. */
  mustSetUpTwoStep: boolean;
  /** Until when staff act for a provider. Absent: they do not. */
  actingUntil?: Date;
};

/** A person and the sign-in that they act through. */
export type SignedIn = { actor: Person; session: Session };
