import type { ConferenceCertificates } from '@/lib/certificates/conference/conference-files';
import { ButtonLink } from './button-link';

type Props = {
  found: ConferenceCertificates;
  /** "Your certificates from", or "All certificates of this person at". */
  lead: string;
  /** The URL of the ZIP that contains them. */
  href: string;
};

/** Shows one person's certificates for the sessions of a conference, as one download (M24). */
export function CertificatesOfConference({ found: { conference, certificates }, lead, href }: Props) {
  return (
    <section>
      <h2>
        {lead} <bdi>{conference}</bdi>
      </h2>
      <ul className="bulleted">
        {certificates.map(({ id, serial, title, name }) => (
          // The name too, because an email address may belong to a school, and people share phones.
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
