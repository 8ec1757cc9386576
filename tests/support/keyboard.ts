import type { Page } from 'puppeteer';

/** The most often that a person should have to press Tab to reach anything on a page. */
const MAX_TABS = 120;

/** Moves the focus with the Tab key alone until it is on the element that people would call `name`. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let presses = 0; presses < MAX_TABS; presses++) {
    await page.keyboard.press('Tab');
    const focused = await focusedName(page);
    if (typeof name === 'string' ? focused === name : name.test(focused)) return;
  }
  throw new Error(`The Tab key does not lead to ${name}; it ended on “${await focusedName(page)}”.`);
}

/** Returns what a person would call the focused element: its label or its text. */
async function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement as (HTMLElement & { labels?: NodeListOf<HTMLLabelElement> }) | null;
    const words = element?.getAttribute('aria-label') ?? element?.labels?.[0]?.textContent ?? element?.textContent;
    return (words ?? '').replace(/\s+/g, ' ').trim();
  });
}

/** Reaches a field with the Tab key and types into it. */
export async function tabAndType(page: Page, label: string | RegExp, text: string): Promise<void> {
  await tabTo(page, label);
  await page.keyboard.type(text);
}

/** Reaches a button or link with the Tab key and presses Enter. */
export async function tabAndEnter(page: Page, words: string | RegExp): Promise<void> {
  await tabTo(page, words);
  await page.keyboard.press('Enter');
}
