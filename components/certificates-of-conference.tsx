import type { ConferenceCertificates } from '@/lib/certificates/conference/conference-files';
import { ButtonLink } from './button-link';

type Props = {
  found: ConferenceCertificates;
  /** "Your certificates from", or "All certificates of this person at". */
  lead: string;
  /** Where the ZIP of them is. */
  href: string;
};

/** One person's certificates of the sessions of one conference, as one download (M24). */
export function CertificatesOfConference({ found: { conference, certificates }, lead, href }: Props) {
  return (
    <section>
      <h2>
        {lead} <bdi>{conference}</bdi>
      </h2>
      <ul className="bulleted">
        {certificates.map(({ id, serial, title, name }) => (
          // The name as well: an address may be a school's, and a telephone goes round a table.
          <li key={id}>
            <bdi>{title}</bdi>, <bdi>{name}</bdi> <span className="hint">{serial}</span>
          </li>
        ))}
      </ul>
      <ButtonLink href={href} variant="secondary" className="mt-4">
        Download all {certificates.length} as ZIP
      </ButtonLink>
    </section>
  );
}
