import { render } from '@testing-library/react';
import { OwnClaimView } from '@/components/claim/own-claim';
import type { OwnClaim } from '@/lib/claims/own-claims';
import type { LinkedEvent } from '@/lib/share-links/open-link';

const EVENT = { providerName: 'Big Sky School District', providerPhone: '(406) 555-0100' } as LinkedEvent;

test.each([
  [{ state: 'issued' }, 'This certificate is no longer valid', 'It was made out to Zoë Ñandú.'],
  [{ state: 'refused' }, 'The provider did not accept this claim', 'You asked for a certificate for Zoë Ñandú.'],
  [{ state: 'withdrawn' }, 'The provider withdrew this claim', 'The certificate of Zoë Ñandú is no longer valid.'],
  [
    { state: 'withdrawn', isCertified: true },
    'The provider withdrew this claim',
    'Zoë Ñandú still has a valid certificate of this event. This claim no longer shows it.',
  ],
] as const)('a claim without a certificate says what happened, and what is valid now: %j', (given, title, words) => {
  const claim: OwnClaim = { id: 1, name: 'Zoë Ñandú', email: null, isCertified: false, certificate: null, ...given };
  const { container } = render(
    <OwnClaimView
      claim={claim}
      drawn={null}
      event={EVENT}
      href="/certificate/x"
      mailAction={async () => ({ values: {}, errors: [] })}
    />,
  );
  expect(container).toHaveTextContent(`${title}${words}Questions? Call Big Sky School District, (406) 555-0100.`);
});
