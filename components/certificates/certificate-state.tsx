import { CERTIFICATE_STATE_LABELS, type CertificateState } from '@/lib/certificates/list/list-query';

/** Each state has its own words and shape: check mark, arrow, cross. */
export function CertificateStateTag({ state }: { state: CertificateState }) {
  return <span className={`tag tag-${state}`}>{CERTIFICATE_STATE_LABELS[state]}</span>;
}
