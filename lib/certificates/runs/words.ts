import type { RunKind, RunState } from '@/db/queries/issuing-runs';

export const NOBODY_WAITS: Record<RunKind, string> = {
  issue: 'Everyone who completed the event already has a certificate.',
  mail: 'There is no one to email. Every certificate whose attendee has an email address was already emailed.',
  reissue: 'There is no valid certificate to reissue.',
  revoke: 'There is no valid certificate to revoke.',
};

export const RUNS_ALREADY: Record<RunKind, string> = {
  issue: 'Certificates for this event are already being issued. Wait until that is done, or stop it.',
  mail: 'Certificates for this event are already being emailed. Wait until that is done, or stop it.',
  reissue: 'Certificates for this event are already being reissued. Wait until that is done, or stop it.',
  revoke: 'Certificates for this event are already being revoked. Wait until that is done, or stop it.',
};

/** The heading that says what a run does. */
export const RUN_TITLES: Record<RunKind, string> = {
  issue: 'Issuing certificates',
  mail: 'Emailing certificates',
  reissue: 'Reissuing certificates',
  revoke: 'Revoking certificates',
};

/** Says as a sentence what a run did for this many people. */
export const RUN_RESULTS: Record<RunKind, (people: string) => string> = {
  issue: (people) => `${people} got a certificate.`,
  mail: (people) =>
    `The emails to ${people} are on their way. Each certificate’s page says whether its email was sent.`,
  reissue: (people) => `The certificates of ${people} are up to date. Each one that changed replaces the old one.`,
  revoke: (people) => `The certificates of ${people} were revoked.`,
};

export const RUN_STATES: Record<RunState, string> = {
  running: 'In progress',
  paused: 'Paused',
  done: 'Done',
  cancelled: 'Canceled',
};

export const AUTHORITY_GONE =
  'The person who started it can no longer issue certificates for this provider. Resume it to continue under your name.';
export const GAVE_UP =
  'It failed several times in a row. What has been done so far is kept. Try again with Resume; if it pauses again, email support.';
export const COULD_NOT_BE_MADE =
  'The certificate could not be made. Check the name on the roster, then issue it again.';
export const NO_CERTIFICATE_ANY_MORE = 'No longer has a certificate.';
export const NO_ADDRESS = 'Has no email address on the roster.';
export const NO_EMAIL = 'The email address on the roster can’t receive email. Correct it, then send again.';
