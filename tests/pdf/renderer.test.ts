import { isAppError } from '@/lib/platform/errors';
import type { PrintingBrowser } from '@/lib/platform/pdf/printing-browser';
import { checkRenderer, closeRenderer, renderPdf } from '@/lib/platform/pdf/renderer';
import { sharedInProcess } from '@/lib/platform/shared';

jest.setTimeout(120_000);
afterAll(closeRenderer);

const page = (text: string) => `<!doctype html><html lang="en"><title>${text}</title><p>${text}</p></html>`;

async function browserPid(): Promise<number> {
  await checkRenderer();
  const state = sharedInProcess<{ browser: Promise<PrintingBrowser> | null }>('pdf.renderer', () => {
    throw new Error('no renderer');
  });
  return (await state.browser!).pid!;
}

test('a browser that is killed in the middle of prints is replaced, and every caller gets a PDF', async () => {
  const pid = await browserPid();
  const prints = Array.from({ length: 6 }, (_, i) => renderPdf(page(`number ${i}`)));
  process.kill(pid, 'SIGKILL');
  for (const pdf of await Promise.all(prints)) expect(pdf.toString('latin1', 0, 5)).toBe('%PDF-');
  expect(await browserPid()).not.toBe(pid);
});

test('when more wait than can be served the next one is told so at once, and the others are served', async () => {
  await checkRenderer();
  const prints = Array.from({ length: 70 }, (_, i) => renderPdf(page(`number ${i}`)));
  const results = await Promise.allSettled(prints);
  const refused = results.filter((result) => result.status === 'rejected');
  expect(refused).toHaveLength(7);
  for (const { reason } of refused) expect(isAppError(reason) && reason.code).toBe('unavailable');
});

test('the browser ends with closeRenderer, and the next print starts another', async () => {
  const pid = await browserPid();
  await closeRenderer();
  expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  expect((await renderPdf(page('again'))).length).toBeGreaterThan(500);
});
