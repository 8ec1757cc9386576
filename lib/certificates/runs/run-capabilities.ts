import type { RunKind } from '@/db/queries/issuing-runs';

/** The capability that a person needs to begin a run, to change it, and for each of its batches. */
export const RUN_CAPABILITIES = {
  issue: 'certificate.issue',
  mail: 'certificate.mail',
  reissue: 'certificate.correct',
  revoke: 'certificate.revoke',
} as const satisfies Record<RunKind, string>;
