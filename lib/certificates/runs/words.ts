import type { RunKind, RunState } from '@/db/queries/issuing-runs';

export const NOBODY_WAITS: Record<RunKind, string> = {
  issue: 'Nobody waits for a certificate: everybody who completed the event has one.',
  mail: 'There is nobody to mail to: every certificate whose attendee has an e-mail address was mailed already.',
};

export const RUNS_ALREADY: Record<RunKind, string> = {
  issue: 'Certificates of this event are being issued already. Wait until that is done, or cancel it.',
  mail: 'Certificates of this event are being mailed already. Wait until that is done, or cancel it.',
};

/** What a run does, as its heading. */
export const RUN_TITLES: Record<RunKind, string> = {
  issue: 'Issuing certificates',
  mail: 'Mailing certificates',
};

export const RUN_STATES: Record<RunState, string> = {
  running: 'Under way',
  paused: 'Paused',
  done: 'Done',
  cancelled: 'Cancelled',
};

export const AUTHORITY_GONE =
  'The person who began it may not issue certificates for this provider any more. Resume it to go on in your own name.';
export const GAVE_UP =
  'It did not work several times in a row. What was done so far stays. Try again with Resume; if it pauses again, write to support.';
export const COULD_NOT_BE_MADE = 'The certificate could not be made. Check the name on the roster, then issue again.';
export const NO_CERTIFICATE_ANY_MORE = 'Has no certificate any more.';
export const NO_ADDRESS = 'Has no e-mail address on the roster.';
export const NO_LETTER =
  'The e-mail address on the roster is not one that mail can be sent to. Correct it, then mail again.';
