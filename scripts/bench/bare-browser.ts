import { type Browser, launch } from 'puppeteer';
import { chooseBrowser } from '../../lib/platform/pdf/rendering/browser';
import { chromiumFlags } from '../../lib/platform/pdf/rendering/flags';

/** Starts the browser that the product prints with, driven as one would without the product. */
export async function bareBrowser(): Promise<Browser> {
  const choice = await chooseBrowser();
  if (!('executablePath' in choice)) throw new Error('The bench needs a browser on this machine.');
  const { executablePath } = choice;
  const libraries = 'libraries' in choice ? choice.libraries : undefined;
  return launch({
    executablePath,
    pipe: true,
    args: chromiumFlags(process.getuid?.() !== 0),
    env: { ...process.env, ...(libraries ? { LD_LIBRARY_PATH: libraries } : {}) },
  });
}
