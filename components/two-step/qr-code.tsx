import type { QrPath } from '@/lib/platform/qr-path';

/** Always dark on light, whatever the color scheme, because many readers cannot read an inverted QR code. */
export function QrCode({ qr: { size, path } }: { qr: QrPath }) {
  return (
    <svg
      className="qr-code"
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label="QR code for your authenticator app. The same secret is written below."
    >
      <rect width={size} height={size} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  );
}
