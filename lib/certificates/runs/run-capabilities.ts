import type { RunKind } from '@/db/queries/issuing-runs';

/** The capability that a person needs to begin a run, to change it, and for each of its batches. */
export const RUN_CAPABILITIES = {
  issue: 'certificate.issue',
  mail: 'certificate.mail',
  reissue: 'certificate.correct',
  revoke: 'certificate.revoke',
} as const satisfies Record<RunKind, string>;

/** Returns whether a run can go on: of a canceled event, certificates are taken back, and none are given. */
export function mayGoOn(kind: RunKind, { canceledAt }: { canceledAt: Date | null }): boolean {
  return canceledAt === null || kind === 'revoke';
}
