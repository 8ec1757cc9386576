import { formatMoment } from '@/lib/platform/days';
import type { UnnamedProxy } from '@/lib/platform/unnamed-proxy';
import { Notice } from '../notice';

/** Warns about machines that forward requests without being named in TRUST_PROXY. */
export function UnnamedProxies({ proxies }: { proxies: UnnamedProxy[] }) {
  return (
    <Notice kind="warning" title="A proxy may be missing from TRUST_PROXY">
      <p>
        These machines sent requests on behalf of others. If one of them is your proxy, add its address to TRUST_PROXY
        and restart. Until then all visitors behind it count as one, and share its limits on sign-ins and password
        resets. If none of them is yours, there is nothing to do.
      </p>
      <ul>
        {proxies.map(({ address, header, lastSeen }) => (
          <li key={address}>
            <strong className="wrap-anywhere">{address}</strong> ({header}), last on {formatMoment(lastSeen)}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
