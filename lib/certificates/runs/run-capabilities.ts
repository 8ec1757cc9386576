import type { RunKind } from '@/db/queries/issuing-runs';

/** The capability that a person needs to begin a run, to change it, and for each of its batches. */
export const RUN_CAPABILITIES = {
  issue: 'certificate.issue',
  mail: 'certificate.mail',
  reissue: 'certificate.correct',
  revoke: 'certificate.revoke',
} as const satisfies Record<RunKind, string>;

/**
 * Returns the capability that a person needs to pause, resume or stop a run: what staff decided along with the event is not
 * stopped by its provider.
 */
export function capabilityToChange({ kind, mailHolders }: { kind: RunKind; mailHolders: boolean }) {
  if (!mailHolders) return RUN_CAPABILITIES[kind];
  return kind === 'revoke' ? 'event.cancel' : 'event.correct';
}

/** Returns whether a run can go on: of a canceled event, certificates are taken back, and none are given. */
export function mayGoOn(kind: RunKind, { canceledAt }: { canceledAt: Date | null }): boolean {
  return canceledAt === null || kind === 'revoke';
}
