import { formatMoment } from '@/lib/platform/days';

type Signing = {
  id: number;
  signatureId: number | null;
  signedBy: string | null;
  signedTitle: string | null;
  signedAt: Date;
  byName: string;
};

/** Lists who decided when how certificates are signed, the current decision first. */
export function SigningHistory({ signings }: { signings: readonly Signing[] }) {
  return (
    <ol className="history">
      {signings.map(({ id, signatureId, signedBy, signedTitle, signedAt, byName }, index) => (
        <li key={id}>
          {signatureId === null ? (
            'Signed by hand'
          ) : (
            <>
              Signed digitally as{' '}
              <bdi>
                <strong>{signedBy}</strong>, {signedTitle}
              </bdi>
            </>
          )}
          {index > 0 && ' (replaced)'}
          <span className="hint">
            {byName}, {formatMoment(signedAt)}
          </span>
        </li>
      ))}
    </ol>
  );
}
