import type { NamedFacts } from '@/lib/printing/facts';

/**
 * Returns whether two certificates say the same about the event and the person. A sentence that administrators changed is no
 * reason to replace a certificate.
 */
export function saysTheSame(one: NamedFacts, other: NamedFacts): boolean {
  const compared = ({
    serial: _serial,
    verifyUrl: _url,
    version: _version,
    participantStatement: _participant,
    providerStatement: _provider,
    keep: _keep,
    ...facts
  }: NamedFacts) => JSON.stringify(Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1)));
  return compared(one) === compared(other);
}
