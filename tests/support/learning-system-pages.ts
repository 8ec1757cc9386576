import type { Page } from 'puppeteer';
import { BASE, pressAndStay } from './browser';

export type ShownKey = { secret: string; publicId: string };

/** Makes a key the way a manager does, and reads what the page shows only once. */
export async function makeKey(page: Page, label: string, { unsigned = true } = {}): Promise<ShownKey> {
  await page.goto(`${BASE}/learning-systems`);
  await page.type('#label', label);
  if (unsigned) await page.click('#unsigned');
  await pressAndStay(page, 'Create a key');
  await page.waitForSelector('.new-key code');
  const [secret = '', publicId = ''] = await page.$$eval('.new-key code', (codes) =>
    codes.map((code) => code.textContent ?? ''),
  );
  return { secret, publicId };
}
