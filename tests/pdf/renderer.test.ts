import { execFileSync } from 'node:child_process';
import { isAppError } from '@/lib/platform/errors';
import { log } from '@/lib/platform/log';
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

/** The processes below the browser that hold its pages. */
function pagesOf(browser: number): number[] {
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  const processes = rows.map((row) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(row)).filter((row) => row !== null);
  const below = new Set([browser]);
  for (let size = 0; size !== below.size; ) {
    size = below.size;
    for (const [, pid, parent] of processes) if (below.has(Number(parent))) below.add(Number(pid));
  }
  return processes
    .filter(([, pid, , args]) => below.has(Number(pid)) && args!.includes('--type=renderer'))
    .map(([, pid]) => Number(pid));
}

test('a browser that is killed in the middle of prints is replaced, and every caller gets a PDF', async () => {
  const pid = await browserPid();
  const prints = Array.from({ length: 6 }, (_, i) => renderPdf(page(`number ${i}`)));
  process.kill(pid, 'SIGKILL');
  for (const pdf of await Promise.all(prints)) expect(pdf.toString('latin1', 0, 5)).toBe('%PDF-');
  expect(await browserPid()).not.toBe(pid);
});

test('a browser that is killed while nothing is printed is replaced by the next check', async () => {
  const pid = await browserPid();
  process.kill(pid, 'SIGKILL');
  await expect(checkRenderer()).resolves.toBeUndefined();
  expect(await browserPid()).not.toBe(pid);
});

test('a page whose process ended is given up at once', async () => {
  const pid = await browserPid();
  const warned = jest.spyOn(log, 'warn').mockImplementation(() => {});
  for (const page of pagesOf(pid)) process.kill(page, 'SIGKILL');
  expect((await renderPdf(page('after a crash'))).toString('latin1', 0, 5)).toBe('%PDF-');
  expect(JSON.stringify(warned.mock.calls)).not.toContain('no answer within');
  warned.mockRestore();
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

test('a browser that ends leaves no clock behind, which would keep the process from ending', async () => {
  await closeRenderer();
  const clocks = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  const before = clocks();
  for (let round = 0; round < 3; round++) {
    // The pages made ready for the next prints are under way when it ends.
    await renderPdf(page('the last'));
    await closeRenderer();
  }
  expect(clocks()).toBe(before);
});
