import { execFileSync } from 'node:child_process';
import { isAppError } from '@/lib/platform/errors';
import { log } from '@/lib/platform/log';
import { checkPrintQueue, checkRenderer, closeRenderer, renderPdf } from '@/lib/platform/pdf/renderer';
import type { PrintJob } from '@/lib/platform/pdf/rendering/print-queue';
import type { PrintingBrowser } from '@/lib/platform/pdf/rendering/printing-browser';
import { sharedInProcess } from '@/lib/platform/shared';
import { PRINT_JOB } from '../support/print-job';
import { soon } from '../support/soon';

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

/** Returns the processes below the browser that run its pages. */
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
  const prints = Array.from({ length: 6 }, (_, i) => renderPdf(page(`number ${i}`), PRINT_JOB));
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

test('a page whose process ended fails right away', async () => {
  const pid = await browserPid();
  const warned = jest.spyOn(log, 'warn').mockImplementation(() => {});
  for (const page of pagesOf(pid)) process.kill(page, 'SIGKILL');
  expect((await renderPdf(page('after a crash'), PRINT_JOB)).toString('latin1', 0, 5)).toBe('%PDF-');
  expect(JSON.stringify(warned.mock.calls)).not.toContain('no answer within');
  warned.mockRestore();
});

const person = (userId: number): PrintJob['visit'] => ({
  address: '192.0.2.1',
  actor: { kind: 'staff', userId, name: 'Robin', username: 'robin', role: 'staff' },
});

/** Returns the outcome of each print: `printed`, or the code of the refusal. */
const outcomes = (prints: Promise<Buffer>[]) =>
  Promise.all(
    prints.map((print) =>
      print.then(
        () => 'printed',
        (error) => isAppError(error) && [error.code, error.retryAfter].join(),
      ),
    ),
  );
const count = (all: unknown[], one: string) => all.filter((each) => each === one).length;

test('eighty sheets at once are too many for one person, and do not hold up another person’s certificate', async () => {
  await checkRenderer();
  const sheet: PrintJob = { visit: person(1), kind: 'sheet' };
  const order: string[] = [];
  const note = (who: string) => (pdf: Buffer) => {
    order.push(who);
    return pdf;
  };
  const sheets = Array.from({ length: 80 }, (_, i) => renderPdf(page(`sheet ${i}`), sheet).then(note('sheet')));
  // From the same address, because limits count people and not addresses.
  const other: PrintJob = { visit: person(2), kind: 'certificate' };
  const certificate = renderPdf(page('certificate'), other).then(note('certificate'));
  await expect(checkPrintQueue()).resolves.toBeUndefined();

  expect(await outcomes([certificate])).toEqual(['printed']);
  const ends = await outcomes(sheets);
  expect([count(ends, 'printed'), count(ends, 'too_many,10')]).toEqual([32, 48]);
  // It started right away, next to the sheets that were already being printed; some of those may end before it.
  expect(order.indexOf('certificate')).toBeLessThan(8);
});

test('people without a sign-in share the places of their network', async () => {
  await checkRenderer();
  const from = (address: string): PrintJob => ({ visit: { address }, kind: 'certificate' });
  const prints = Array.from({ length: 40 }, (_, i) => renderPdf(page(`${i}`), from(`2001:db8::${i}`)));
  const elsewhere = outcomes([renderPdf(page('elsewhere'), from('2001:db8:0:1::1'))]);
  expect(count(await outcomes(prints), 'too_many,10')).toBe(8);
  expect(await elsewhere).toEqual(['printed']);
});

test('the health check reports a full queue, and a newcomer’s print still works', async () => {
  await checkRenderer();
  const as = (userId: number): PrintJob => ({ visit: person(userId), kind: 'sheet' });
  const prints = [1, 2, 3, 4, 5].flatMap((userId) =>
    Array.from({ length: 32 }, (_, i) => renderPdf(page(`${userId} ${i}`), as(userId))),
  );
  await expect(checkPrintQueue()).rejects.toThrow('full');
  const newcomer = outcomes([renderPdf(page('newcomer'), as(6))]);
  const ends = await outcomes(prints);
  expect(await newcomer).toEqual(['printed']);
  expect(count(ends, 'unavailable,10')).toBeGreaterThan(0);
  expect(count(ends, 'printed') + count(ends, 'unavailable,10') + count(ends, 'too_many,10')).toBe(prints.length);
  await expect(checkPrintQueue()).resolves.toBeUndefined();
});

test('the browser ends with closeRenderer, and the next print starts another', async () => {
  const pid = await browserPid();
  await closeRenderer();
  expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  expect((await renderPdf(page('again'), PRINT_JOB)).length).toBeGreaterThan(500);
});

test('a browser that ends leaves no timer behind, which would keep the process from ending', async () => {
  await closeRenderer();
  const clocks = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  const before = clocks();
  for (let round = 0; round < 3; round++) {
    // The pages prepared for the next prints are still being made when the browser ends.
    await renderPdf(page('the last'), PRINT_JOB);
    await closeRenderer();
  }
  // Those of the last calls are cleared a moment later; one that is left behind runs for minutes.
  await soon(() => clocks() <= before);
});
