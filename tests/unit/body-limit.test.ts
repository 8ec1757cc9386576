import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { MAX_PICTURE } from '@/lib/signing/limits';
import { MAX_BODY, maxBodyAt, tooLargeAt } from '@/scripts/start/body-limit';

const filesBelow = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsx'))
    .map((file) => path.join(folder, file));

/** Components with a field for a file, without the one for a picture of a signature, which fits into any form. */
const FORMS = filesBelow('components').filter(
  (file) => /type="file"/.test(readFileSync(file, 'utf8')) && !file.endsWith('picture-field.tsx'),
);

const pages = filesBelow('app').filter((file) => {
  const source = readFileSync(file, 'utf8');
  return FORMS.some((form) => source.includes(`'@/${form.replace(/\.tsx$/, '')}'`));
});

test('each form with a file is on a page', () => {
  expect(FORMS.length).toBeGreaterThan(3);
  expect(pages.length).toBeGreaterThan(FORMS.length);
  expect(MAX_PICTURE).toBeLessThan(MAX_BODY);
});

test.each(pages)('%s accepts the file that its form takes', (page) => {
  const address = `/${path.relative('app', path.dirname(page))}`
    .replaceAll(/\/\([^)]+\)/g, '')
    .replaceAll(/\[\w+\]/g, '7');
  expect(maxBodyAt(address)).toBeGreaterThan(5_000_000);
});

test('each page that takes files says its own limit', () => {
  expect(tooLargeAt('/events/7/attendees/import')).toMatch('5 MB');
  expect(tooLargeAt('/conferences/7/roster/import')).toMatch('5 MB');
  expect(tooLargeAt('/conferences/7/sessions/import')).toMatch('5 MB');
  for (const page of ['add', 'edit']) expect(tooLargeAt(`/conferences/7/sessions/${page}`)).toMatch('at most 500 rows');
});
