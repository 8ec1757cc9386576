import { certificateDisposition, certificateFileName } from '@/lib/printing/file-name';

const event = { title: 'Reading the Sky', startsOn: '2026-05-03', endsOn: '2026-05-03' };

test('the file name describes the file', () => {
  expect(certificateFileName(event)).toBe('PDU certificate - Reading the Sky - May 3 2026.pdf');
});

test('a title in another script keeps its characters, with a plain name for old clients', () => {
  const header = certificateDisposition({ ...event, title: 'Nguyễn 李小龙' });
  expect(header).toContain('filename="PDU certificate - Nguyen _ - May 3 2026.pdf"');
  expect(decodeURIComponent(header.split("filename*=UTF-8''")[1]!)).toContain('Nguyễn 李小龙');
});

test.each([
  'a"b\r\nSet-Cookie: x',
  '../../etc/passwd',
  'x; filename=y',
  'x＂；\u00a0filename＝y：／＼',
  '\u202egpj.exe',
  '\ud800',
  ''.padEnd(400, 'é'),
])('a hostile title (%j) yields one plain header', (title) => {
  const header = certificateDisposition({ ...event, title });
  expect(header).toMatch(/^inline; filename="[\x20-\x21\x23-\x2e\x30-\x5b\x5d-\x7e]*"; filename\*=UTF-8''[\w.~!%-]*$/);
  expect(Buffer.byteLength(certificateFileName({ ...event, title }))).toBeLessThanOrEqual(255);
});
