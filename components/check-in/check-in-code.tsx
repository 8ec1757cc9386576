import type { QrPath } from '@/lib/platform/qr-path';
import { CopyField } from '../copy-field';

type Props = { address: string | null; picture: QrPath | null };

/** Shows the code of an event, large enough to scan from a screen or a sheet. */
export function CheckInCode({ address, picture }: Props) {
  if (!address || !picture) {
    return <p>This code can no longer be read. Close it, then open another one.</p>;
  }
  return (
    <>
      <svg
        className="check-in-code"
        viewBox={`0 0 ${picture.size} ${picture.size}`}
        role="img"
        aria-label="QR code that opens the page where people sign in and out"
      >
        <rect width={picture.size} height={picture.size} fill="#fff" />
        <path d={picture.path} fill="#000" />
      </svg>
      <CopyField id="check-in-address" label="Address of the check-in page" value={address} />
    </>
  );
}
