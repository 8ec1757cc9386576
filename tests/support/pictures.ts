import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Page } from 'puppeteer';
import type { PictureName } from '@/lib/help/questions';

const FOLDER = 'public/faq';
/** The beginning of a long page says enough, in CSS pixels. */
const MAX_HEIGHT = 1_100;
const TAKEN_OF = `${FOLDER}/taken-of.json`;

/**
 * Checks that the pictures of the frequently asked questions are up to date. The page's text and elements are compared
 * with those from when its picture was taken. After a change, the picture is taken again and the test fails once, so
 * that somebody looks at the new one and commits it. Pixels are not compared, because they differ between browsers.
 * @param area what the picture shows, from its top
 * @param maxHeight how much of it
 * @param chance what differs at each visit and is not compared, such as a name that the test made up
 */
export async function keepPicture(
  page: Page,
  name: PictureName,
  chance: (string | RegExp)[] = [],
  area = 'main',
  maxHeight = MAX_HEIGHT,
): Promise<void> {
  const said = await page.$eval(area, (main) => {
    const fields = [...main.querySelectorAll('input:not([type=hidden]), img, button')];
    return [main.textContent, ...fields.map((field) => `${field.tagName} ${field.id} ${field.className}`)].join('\n');
  });
  const fingerprint = createHash('sha256')
    .update(chance.reduce<string>((text, part) => text.replaceAll(part, '…'), said))
    .digest('hex');
  const takenOf = readTakenOf();
  if (takenOf[name] === fingerprint && existsSync(`${FOLDER}/${name}.png`)) return;
  mkdirSync(FOLDER, { recursive: true });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'light' }]);
  await page.evaluate(async () => {
    (document.activeElement as HTMLElement | null)?.blur();
    // The change of colors is a transition; the picture is of its end.
    await new Promise(requestAnimationFrame);
    await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => null)));
  });
  const box = await (await page.$(area))!.boundingBox();
  await page.screenshot({
    path: `${FOLDER}/${name}.png`,
    clip: { ...box!, height: Math.min(box!.height, maxHeight) },
  });
  // Read again, because another picture may have been taken in the meantime.
  writeFileSync(TAKEN_OF, `${JSON.stringify({ ...readTakenOf(), [name]: fingerprint }, null, 2)}\n`);
  throw new Error(`The page “${name}” has changed. Its picture was taken anew in ${FOLDER}: look at it and commit it.`);
}

function readTakenOf(): Record<string, string> {
  return existsSync(TAKEN_OF) ? JSON.parse(readFileSync(TAKEN_OF, 'utf8')) : {};
}
