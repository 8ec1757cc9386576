import { makeSerial, parseSerial, serialIn } from '@/lib/certificates/serial';

const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

test('a serial is read as people type it', () => {
  const serial = makeSerial();
  expect(serial).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
  expect(parseSerial(serial)).toBe(serial);
  expect(parseSerial(` ${serial.toLowerCase().replaceAll('-', '')} `)).toBe(serial);
  expect(parseSerial(serial.replaceAll('-', ' – '))).toBe(serial);
  expect(parseSerial(serial.replaceAll('0', 'o').replaceAll('1', 'l'))).toBe(serial);
});

test('every single wrong character and every two swapped neighbors are noticed', () => {
  const plain = makeSerial().replaceAll('-', '');
  for (let at = 0; at < plain.length; at++) {
    for (const digit of DIGITS) {
      const typed = plain.slice(0, at) + digit + plain.slice(at + 1);
      if (typed !== plain) expect(parseSerial(typed)).toBeNull();
    }
    const swapped = plain.slice(0, at) + (plain[at + 1] ?? '') + plain[at] + plain.slice(at + 2);
    if (swapped !== plain) expect(parseSerial(swapped)).toBeNull();
  }
});

test.each(['', 'K7Q3', 'K7Q3-9F2M-XT4W-0000', 'UUUU-UUUU-UUUU', '😀', '\0'])('%j is not a serial', (typed) => {
  expect(parseSerial(typed)).toBeNull();
});

test('a serial is found in what people paste', () => {
  // Many, because one in 32 other texts of twelve characters passes as a serial.
  for (const serial of Array.from({ length: 300 }, makeSerial)) findIn(serial);
});

function findIn(serial: string): void {
  for (const pasted of [
    serial,
    `serial ${serial}`,
    `Serial number: ${serial}.`,
    `${serial.toLowerCase()}.`,
    `“${serial}”,`,
    `(${serial})`,
    `Event 1042 · serial ${serial}`,
    `No. ${serial.replaceAll('-', ' ')};`,
    `https://pdups.example.org/verify/${serial}`,
    `https://pdups.example.org/verify/${serial}/?from=phone`,
    `${serial} from Jane`,
    `Jane, from May: ${serial} sent 2026`,
    `Check this certificate at pdups.example.org/verify with this serial:\n${serial}`,
    [...serial.replaceAll('-', '')].join(' '),
  ]) {
    expect([pasted, serialIn(pasted)]).toEqual([pasted, serial]);
  }
  const slip = serial.slice(0, -1) + (serial.endsWith('A') ? 'B' : 'A');
  for (const text of [`serial ${slip}.`, `serial ${serial.slice(0, -1)}`, 'serial', '', '…', 'a'.repeat(100_000)]) {
    expect(serialIn(text)).toBeNull();
  }
}

test('serials do not repeat', () => {
  expect(new Set(Array.from({ length: 5_000 }, makeSerial)).size).toBe(5_000);
});
