import decodeQR from 'qr/decode.js';
import QRCode from 'qrcode';
import '../../support/settings';
import { badgeCodeOf } from '@/lib/attendees/check-in/badge-code';
import { badgeText, readBadgeCode } from '@/lib/attendees/check-in/scans';

test('a badge’s code is read from its picture, and is the same no matter how it is typed', () => {
  const code = badgeCodeOf({ eventId: 7, attendeeId: 12 });
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
  const { size, data } = QRCode.create(badgeText(code), { errorCorrectionLevel: 'M' }).modules;
  expect(readBadgeCode(decodeQR(pictureOf(size, data)))).toBe(code);
  for (const typed of [code.toLowerCase(), code.replace('-', ''), ` ${code.replace('-', ' ')} `, `pdups: ${code}`]) {
    expect(readBadgeCode(typed)).toBe(code);
  }
  expect(readBadgeCode('OIL0-1234')).toBe('0110-1234');
});

test('codes differ from person to person and from event to event', () => {
  const codes = Array.from({ length: 2_000 }, (_, id) => badgeCodeOf({ eventId: 1 + (id % 2), attendeeId: id >> 1 }));
  expect(new Set(codes).size).toBe(2_000);
});

/** Draws the code as a camera sees it, with six dots per module and a light margin. */
function pictureOf(size: number, modules: { [index: number]: number | boolean }) {
  const [dot, margin] = [6, 4];
  const width = (size + 2 * margin) * dot;
  const data = new Uint8ClampedArray(width * width * 4).fill(255);
  for (let y = 0; y < size * dot; y++) {
    for (let x = 0; x < size * dot; x++) {
      if (!modules[Math.floor(y / dot) * size + Math.floor(x / dot)]) continue;
      data.fill(
        0,
        ((y + margin * dot) * width + x + margin * dot) * 4,
        ((y + margin * dot) * width + x + margin * dot) * 4 + 3,
      );
    }
  }
  return { width, height: width, data };
}
