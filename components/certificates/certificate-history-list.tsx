import type { CertificateHistory } from '@/lib/certificates/change/get-certificate';
import { formatMoment } from '@/lib/platform/days';
import { DiffView } from '../diff-view';
import { CertificateStateTag } from './certificate-state';
import { issuedBy } from './certificate-table';

type Props = {
  /** The URL of the event's list of certificates. */
  path: string;
  current: number;
  certificates: CertificateHistory['certificates'];
};

/** Lists all certificates that the attendee ever had for the event, newest first, with what each correction changed. */
export function CertificateHistoryList({ path, current, certificates }: Props) {
  if (certificates.length < 2) return null;
  return (
    <section>
      <h2>All certificates of this attendee</h2>
      <ol className="history">
        {certificates.map((certificate) => {
          const { id, serial, name, state, issuedAt, replaced } = certificate;
          return (
            <li key={id}>
              {id === current ? (
                <strong className="serial" aria-current="true">
                  {serial}
                </strong>
              ) : (
                <a href={`${path}/${id}`} className="serial">
                  {serial}
                </a>
              )}{' '}
              <CertificateStateTag state={state} /> <bdi>{name}</bdi>
              <span className="hint">
                {formatMoment(issuedAt)}, {issuedBy(certificate)}
              </span>
              {replaced && replaced.differences.length > 0 && (
                <DiffView
                  caption={
                    <>
                      What changed from <span className="serial">{replaced.serial}</span>
                    </>
                  }
                  changes={replaced.differences}
                />
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
