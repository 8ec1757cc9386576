import { CERTIFICATE_STATE_LABELS, type CertificateState } from '@/lib/certificates/list/list-query';

/** Each state has words and a shape of its own: check mark, arrow, cross. */
export function CertificateStateTag({ state }: { state: CertificateState }) {
  return <span className={`tag tag-${state}`}>{CERTIFICATE_STATE_LABELS[state]}</span>;
}
