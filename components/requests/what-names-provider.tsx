import type { NamingProvider } from '@/lib/requests/find-dependents';
import { Inset } from '../inset';

/**
 * Shows staff what depends on a provider's information before they decide about changing it.
 * @param naming what shows its name and phone; null: neither changes
 */
export function WhatNamesProvider({ naming }: { naming: NamingProvider | null }) {
  return (
    <Inset title="What depends on this information">
      {naming === null ? (
        <p>Nothing of this is printed on certificates, so all of them stay as they are.</p>
      ) : (
        <ul className="list-disc pl-6">
          <li>{certificatesIn(naming)}</li>
          <li>
            {naming.eventsToCome === 0
              ? 'No events are still to end.'
              : `${many(naming.eventsToCome, 'event has', 'events have')} not ended.`}{' '}
            Certificates that are printed or issued from now on show the new name and phone, also for events that have
            ended.
          </li>
          <li>
            {naming.links === 0
              ? 'No share links.'
              : `${many(naming.links, 'share link', 'share links')}. Links keep working, and certificates claimed from now on show the new name and phone.`}
          </li>
        </ul>
      )}
    </Inset>
  );
}

function certificatesIn({ certificates, moreCertificates }: NamingProvider): string {
  if (certificates === 0 && !moreCertificates) return 'No valid named certificates.';
  const count = moreCertificates
    ? `At least ${many(certificates, 'valid named certificate', 'valid named certificates')}`
    : many(certificates, 'valid named certificate', 'valid named certificates');
  return `${count}. They stay valid and keep the name and phone that were printed on them.`;
}

const many = (count: number, one: string, more: string) =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : more}`;
