import type { RequestKind } from './rules';

/** The wording for a kind of request wherever people read about it. */
type KindWords = {
  /** "Correction of …", and in sentences "the correction of …". */
  noun: string;
  /** "asks to correct …". */
  verb: string;
  /** "Event 12 was corrected". */
  done: string;
  approveLabel: string;
  /** What an approval does, for the person who asked. */
  approved: { first: string; last: string };
  /** What happens to issued certificates and share links, for the reviewer. */
  certificates: string;
  links: string;
  /** What to check when the event was changed after the provider asked. */
  moved: string;
};

export const KIND_WORDS: Record<RequestKind, KindWords> = {
  correction: {
    noun: 'Correction',
    verb: 'correct',
    done: 'corrected',
    approveLabel: 'Approve and change the event',
    approved: {
      first: 'The event now has the details you asked for.',
      last: 'Certificates that were already given out keep what was printed on them. Check whether any of them need to be corrected, too.',
    },
    certificates: 'Issued certificates keep what was printed on them (the provider can correct each of them).',
    links: 'Certificates claimed from now on will show the corrected details.',
    moved: 'Compare all three versions. Approving changes only the fields that the provider asked for.',
  },
  cancellation: {
    noun: 'Cancellation',
    verb: 'cancel',
    done: 'canceled',
    approveLabel: 'Approve and cancel the event',
    approved: {
      first:
        'The event left your list and needs no certificate count. To see it there, filter the list by the status “Canceled”.',
      last: 'Certificates that were already issued stay valid. If the event did not take place, revoke them.',
    },
    certificates: 'Issued certificates stay valid. If the event did not take place, ask the provider to revoke them.',
    links: 'Share links stop working and say that the event was canceled.',
    moved: 'Check the event and what depends on it before you decide.',
  },
};
