import sharp from 'sharp';
import { safeFileName } from '@/lib/requests/files/file-name';
import { readFile } from '@/lib/requests/files/read-file';

const PDF = Buffer.from('%PDF-1.7\n1 0 obj << >> endobj\ntrailer << >>\nstartxref\n9\n%%EOF\n');

// The decoder of the readings refuses to make a picture from nothing, so these are small files as bytes.
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU5ErkJggg==',
  'base64',
);

const jpeg = () =>
  sharp({ create: { width: 8, height: 8, channels: 3, background: '#336699' } })
    .jpeg()
    .toBuffer();

test('a file is recognized by its content', async () => {
  expect(await readFile(PDF)).toBe('pdf');
  expect(await readFile(PNG)).toBe('png');
  expect(await readFile(await jpeg())).toBe('jpeg');
});

test.each([
  ['text', Buffer.from('hello')],
  ['a web page', Buffer.from('<html><script>alert(1)</script></html>')],
  ['a web page with the mark of a PDF further down', Buffer.from('<html>%PDF-1.7 %%EOF</html>')],
  ['an SVG picture', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ['a GIF picture', Buffer.from('GIF89a')],
  ['a PDF that was cut off', PDF.subarray(0, 30)],
  ['a PNG picture that was cut off', PNG.subarray(0, 40)],
  ['the beginning of a JPEG picture', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16])],
])('%s is refused with a sentence', async (_, file) => {
  await expect(readFile(file)).rejects.toMatchObject({
    code: 'invalid',
    sentence: expect.stringMatching(/^This .*\.$/),
  });
});

test('a JPEG picture that was cut off, and one with too many pixels, are refused', async () => {
  const whole = await sharp({
    create: {
      width: 400,
      height: 400,
      channels: 3,
      background: '#336699',
      noise: { type: 'gaussian', mean: 128, sigma: 30 },
    },
  })
    .jpeg()
    .toBuffer();
  expect(await readFile(whole)).toBe('jpeg');
  await expect(readFile(whole.subarray(0, whole.length >> 1))).rejects.toMatchObject({
    sentence: expect.stringContaining('is damaged'),
  });
  const huge = await sharp({ create: { width: 5001, height: 5000, channels: 3, background: '#336699' } })
    .png()
    .toBuffer();
  await expect(readFile(huge)).rejects.toMatchObject({ sentence: expect.stringContaining('too many pixels') });
});

test.each([
  ['Flyer.PDF', 'pdf', 'Flyer.pdf'],
  ['scan.jpeg', 'jpeg', 'scan.jpeg'],
  ['scan.jpg.exe', 'jpeg', 'scan jpg exe.jpg'],
  ['flyer.pdf', 'png', 'flyer pdf.png'],
  ['../../etc/passwd', 'pdf', 'etc passwd.pdf'],
  ['a\u202efdp.exe', 'pdf', 'a fdp exe.pdf'],
  ['', 'png', 'File.png'],
  ['.pdf', 'pdf', 'File.pdf'],
  ['Zoë’s flyer; 1.pdf', 'pdf', 'Zoë’s flyer 1.pdf'],
] as const)('%j with the content of a %s is saved as %j', (name, type, saved) => {
  expect(safeFileName(name, type)).toBe(saved);
});

test('a long name keeps its ending', () => {
  expect(safeFileName(`${'a'.repeat(500)}.pdf`, 'pdf')).toBe(`${'a'.repeat(120)}.pdf`);
});
