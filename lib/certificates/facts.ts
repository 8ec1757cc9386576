import { createHash } from 'node:crypto';
import type { CertificateFacts } from './template/certificate-facts';

export {
  type CertificateFacts,
  type NamedFacts,
  type ParticipantFacts,
  type SharedFacts,
  type SigningFacts,
  TEMPLATE_VERSION,
} from './template/certificate-facts';

/** SHA-256 of the facts in a fixed order: the same facts and template version make the same certificate. */
export function factsHash(facts: CertificateFacts): string {
  const canonical = JSON.stringify(Object.fromEntries(Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1))));
  return createHash('sha256').update(canonical).digest('hex');
}
