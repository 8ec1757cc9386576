import { formatMoment } from '@/lib/platform/days';
import { ButtonLink } from './button-link';

type Version = { version: number; sha256: string; createdAt: Date; createdByName: string };

/** Lists the certificates generated for an event, newest first; none of them ever changes (M18). */
export function CertificateVersions({ eventId, versions }: { eventId: number; versions: Version[] }) {
  return (
    <ol className="history">
      {versions.map(({ version, sha256, createdAt, createdByName }) => (
        <li key={version}>
          <a href={`/events/${eventId}/certificate/${version}`}>Version {version} (PDF)</a>
          <span className="hint">
            {createdByName}, {formatMoment(createdAt)}
          </span>
          <details className="fingerprint">
            <summary>Fingerprint</summary>
            <code>{sha256}</code>
          </details>
        </li>
      ))}
    </ol>
  );
}

/** Shows the button that opens the certificate (manual, "Issuing Certificates"). */
export function PrintToPdf({ eventId, secondary }: { eventId: number; secondary?: boolean }) {
  return (
    <ButtonLink href={`/events/${eventId}/certificate`} variant={secondary ? 'secondary' : 'primary'}>
      Print to PDF
    </ButtonLink>
  );
}
