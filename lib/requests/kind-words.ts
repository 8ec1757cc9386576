import type { EventRequestKind, RequestKind } from './rules';

/** The wording for a kind of request wherever people read about it. */
type KindWords = {
  /** The name of the kind. */
  name: string;
  /** "Correction of", before what it is about, and in sentences "the correction of". */
  lead: string;
  /** "asks to correct", "the request to correct", before what it is about. */
  asks: string;
  request: string;
  /** Why a second request is not possible while the first is undecided. */
  already: string;
  /** "Event 12 was corrected", after what it is about. */
  done: string;
  approveLabel: string;
  /** What an approval does, for the person who asked. */
  approved: { first: string; last: string };
  /** What a decision against it leaves as it is. */
  unchanged: string;
  /** What to check when the record was changed after the provider asked. */
  moved: { title: string; text: string };
};

const AGAIN = 'You can add to that request, or withdraw it and ask again.';

export const KIND_WORDS: Record<RequestKind, KindWords> = {
  correction: {
    name: 'Correction of an event',
    lead: 'Correction of',
    asks: 'asks to correct',
    request: 'the request to correct',
    already: `Your provider has already asked for a correction of this event. ${AGAIN}`,
    done: 'was corrected',
    approveLabel: 'Approve and change the event',
    approved: {
      first: 'The event now has the details you asked for.',
      last: 'Certificates that were already given out keep what was printed on them. Check whether any of them need to be corrected, too.',
    },
    unchanged: 'The event was not changed.',
    moved: {
      title: 'The event was changed after the provider asked',
      text: 'Compare all three versions. Approving changes only the fields that the provider asked for.',
    },
  },
  cancellation: {
    name: 'Cancellation of an event',
    lead: 'Cancellation of',
    asks: 'asks to cancel',
    request: 'the request to cancel',
    already: `Your provider has already asked for a cancellation of this event. ${AGAIN}`,
    done: 'was canceled',
    approveLabel: 'Approve and cancel the event',
    approved: {
      first:
        'The event left your list and needs no certificate count. To see it there, filter the list by the status “Canceled”.',
      last: 'Certificates that were already issued stay valid. If the event did not take place, revoke them.',
    },
    unchanged: 'The event was not changed.',
    moved: {
      title: 'The event was changed after the provider asked',
      text: 'Check the event and what depends on it before you decide.',
    },
  },
  user: {
    name: 'Access for a person',
    lead: 'Access for',
    asks: 'asks for access for',
    request: 'the request for access for',
    already: `Your provider has already asked for access for a person with this email address. ${AGAIN}`,
    done: 'has access',
    approveLabel: 'Approve and give access',
    approved: {
      first: 'They get an email that says how to sign in.',
      last: 'You can see them, and change their role, under Users.',
    },
    unchanged: 'No access was given.',
    moved: {
      title: 'Sign-ins with this email address were changed after the provider asked',
      text: 'Check who has this email address now before you decide.',
    },
  },
  provider_data: {
    name: 'New information for a provider',
    lead: 'New information for',
    asks: 'asks to change the information of',
    request: 'the request to change the information of',
    already: `Your provider has already asked for a change. ${AGAIN}`,
    done: 'has new information',
    approveLabel: 'Approve and change the record',
    approved: {
      first: 'It is on record now.',
      last: 'Certificates that were already given out keep what was printed on them. New ones show the new name and phone.',
    },
    unchanged: 'Your information was not changed.',
    moved: {
      title: 'The record was changed after the provider asked',
      text: 'Compare all three versions. Approving changes only the fields that the provider asked for.',
    },
  },
};

/** What happens to issued certificates and share links of the event, for the reviewer. */
export const DEPENDENT_WORDS: Record<EventRequestKind, { certificates: string; links: string }> = {
  correction: {
    certificates: 'You choose below what becomes of them.',
    links: 'Certificates claimed from now on will show the corrected details.',
  },
  cancellation: {
    certificates: 'You choose below what becomes of them.',
    links: 'Share links stop working and say that the event was canceled.',
  },
};
