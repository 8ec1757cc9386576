import { formatDay } from '@/lib/platform/days';
import type { SigningFacts } from '@/lib/printing/template/certificate-facts';

/** Says who signed Section IV of the certificates that are made now (M12). */
export function SignedBy({ signing }: { signing: SigningFacts | null }) {
  if (!signing) return 'Not signed';
  return (
    <>
      Signed by{' '}
      <bdi>
        {signing.signedBy}, {signing.signedTitle}
      </bdi>
      , {formatDay(signing.signedOn)}
    </>
  );
}
