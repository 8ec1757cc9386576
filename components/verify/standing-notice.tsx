import type { ProviderStanding } from '@/lib/access/actor';
import type { Standing } from '@/lib/certificates/verify/checked-certificate';
import { formatDay } from '@/lib/platform/days';
import { Notice } from '../notice';

/** What happened to a provider since it issued a certificate. */
const SINCE: Partial<Record<ProviderStanding, string>> = {
  suspended: 'The provider is suspended now.',
  withdrawn: 'The provider’s approval was withdrawn later.',
  closed: 'The provider has closed since.',
};

type Props = {
  standing: Standing;
  /** How the provider stands today. */
  provider: ProviderStanding;
  /** Whether Section IV was signed digitally. */
  signed: boolean;
  announce?: boolean;
};

/** Says valid, superseded or revoked in words that are clear on a printout without context. */
export function StandingNotice({ standing, provider, signed, announce }: Props) {
  switch (standing.kind) {
    case 'valid':
      return (
        <Notice kind="success" title="Valid" announce={announce}>
          <p>This certificate was issued by the approved provider below and is valid.</p>
          {!signed && (
            <p>It was not signed digitally, so Section IV of the printed certificate has to be signed by hand.</p>
          )}
          {provider in SINCE && (
            <p>{SINCE[provider]} Certificates that were issued before stay valid, and this is one of them.</p>
          )}
        </Notice>
      );
    case 'superseded':
      return (
        <Notice kind="warning" title={`Superseded on ${formatDay(standing.on)}`} announce={announce}>
          {standing.by ? (
            <p>
              It was replaced by a corrected certificate. The one that is valid now is{' '}
              <SerialLink serial={standing.by} />. Ask for that one.
            </p>
          ) : (
            <p>
              It was replaced by a corrected certificate, and the provider revoked that one. No certificate is valid in
              its place.
            </p>
          )}
        </Notice>
      );
    case 'revoked':
      return (
        <Notice kind="warning" title={`Revoked on ${formatDay(standing.on)}`} announce={announce}>
          <p>The provider revoked this certificate. It can’t be used to renew a license.</p>
          {standing.by && (
            <p>
              The provider issued another one to the same person, which is valid now:{' '}
              <SerialLink serial={standing.by} />.
            </p>
          )}
        </Notice>
      );
  }
}

function SerialLink({ serial }: { serial: string }) {
  return (
    <a href={`/verify/${serial}`} className="whitespace-nowrap">
      {serial}
    </a>
  );
}
