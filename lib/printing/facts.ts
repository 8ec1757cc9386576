import { createHash } from 'node:crypto';
import type { CertificateFacts } from './template/certificate-facts';

export type {
  CertificateFacts,
  NamedFacts,
  ParticipantFacts,
  SharedFacts,
  SigningFacts,
} from './template/certificate-facts';
export { TEMPLATE_VERSION } from './template/version';

/** Hashes the facts in a fixed order with SHA-256: the same facts and template version make the same certificate. */
export function factsHash(facts: CertificateFacts): string {
  const canonical = JSON.stringify(Object.fromEntries(Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1))));
  return createHash('sha256').update(canonical).digest('hex');
}
