import type { Standing } from '@/lib/certificates/verify/checked-certificate';
import { formatDay } from '@/lib/platform/days';
import { Notice } from '../notice';

/** Valid, superseded or revoked, in words that stand alone on a printout. */
export function StandingNotice({ standing, announce }: { standing: Standing; announce?: boolean }) {
  switch (standing.kind) {
    case 'valid':
      return (
        <Notice kind="success" title="Valid" announce={announce}>
          <p>This certificate was issued by the approved provider below, and it holds.</p>
        </Notice>
      );
    case 'superseded':
      return (
        <Notice kind="warning" title={`Superseded on ${formatDay(standing.on)}`} announce={announce}>
          <p>
            A corrected certificate took its place: <a href={`/verify/${standing.by}`}>{standing.by}</a>. Ask for that
            one.
          </p>
        </Notice>
      );
    case 'revoked':
      return (
        <Notice kind="warning" title={`Revoked on ${formatDay(standing.on)}`} announce={announce}>
          <p>The provider took this certificate back. It cannot be used to renew a license.</p>
        </Notice>
      );
  }
}
