import type { Page } from 'puppeteer';
import { findPrintState } from '../../db/queries/certificates';
import { signatures } from '../../db/schema';
import type { CurrentFile } from '../../lib/certificates/download/current-files';
import { zipOf } from '../../lib/certificates/download/zip';
import { baseBytes } from '../../lib/certificates/issue/named-file';
import { makeSerial } from '../../lib/certificates/serial';
import type { Context } from '../../lib/platform/visit';
import { certificateHtml } from '../../lib/printing/certificate-html';
import type { NamedFacts, SharedFacts } from '../../lib/printing/facts';
import { sharedFactsNow } from '../../lib/printing/facts-of-event';
import { makeFiles } from '../../lib/printing/filling/make-files';
import { mergeFiles, type StoredParts } from '../../lib/printing/filling/merge-files';
import { signatureArtOf } from '../../lib/printing/signature/signature-art';
import { bareBrowser } from './bare-browser';
import type { Line } from './report';
import { median } from './requests';

const PEOPLE = 1_000;
/** The batch size of a bulk run. */
const BATCH = 50;

/** Names in the scripts that a Montana roster may contain: one name in ten needs a separate font. */
const LATIN =
  'Maria Lopez,Ann-Marie St. Clair,Wren Kicking Woman,Thomas Fifield,O’Connor-Łukasiewicz,Zoë Ñandú,Nguyễn Thị Ánh,Jo Big Crow'.split(
    ',',
  );
const OTHERS = 'Séliš Ql̓ispé,李小龙,محمد علي,नरेंद्र,Tsétsėhéstȧhese,김철수'.split(',');

/**
 * Compares a thousand certificates of one event, made and zipped by the product's own code, with printing each on a bare
 * warm page with the same HTML.
 */
export async function measureNamedCertificates(ctx: Context, eventId: number): Promise<Line[]> {
  const state = await findPrintState(ctx.db, eventId, 'every-provider', ctx.clock.today());
  const ink = sharedFactsNow(state!);
  const [signature] = await ctx.db
    .insert(signatures)
    .values({
      userId: ctx.actor.userId,
      kind: 'typed',
      typedText: 'Jane Doe',
      printedName: 'Jane Doe',
      title: 'Director',
      createdAt: ctx.clock.now(),
    })
    .returning();
  const signed: SharedFacts = {
    ...ink,
    signatureId: signature!.id,
    signedBy: 'Jane Doe',
    signedTitle: 'Director',
    signedOn: ctx.clock.today(),
  };
  const browser = await bareBrowser();
  try {
    const page = await browser.newPage();
    const lines: Line[] = [];
    for (const [kind, shared, asked] of [
      ['', ink, '≥ 10, aim 20'],
      [', cryptographically signed', signed, '≥ 8'],
    ] as const) {
      const people = Array.from({ length: PEOPLE }, (_, n) => personOf(shared, n));
      // Once before the clock starts, as the page was printed before: base, fonts and compiled code are loaded.
      await measured(() => zipped(ctx, people.slice(0, BATCH)));
      const printing = await printTime(ctx, page, people.slice(0, 24));
      for (const [what, make] of [
        ['one ZIP', zipped],
        ['one PDF', merged],
      ] as const) {
        const run = await measured(() => make(ctx, people));
        lines.push({
          what: `${PEOPLE.toLocaleString('en-US')} named certificates${kind} into ${what} vs one warm print each (throughput)`,
          ratio: printing / run.msEach,
          limit: asked,
          raw: `${run.msEach.toFixed(2)} ms vs ${printing.toFixed(1)} ms each; ${(run.bytes / 2 ** 20).toFixed(0)} MB; memory at most ${run.grown.toFixed(0)} MB above the start (asked: < 200)`,
        });
      }
    }
    return lines;
  } finally {
    await browser.close();
  }
}

function personOf(shared: SharedFacts, n: number): NamedFacts {
  const serial = makeSerial();
  return {
    ...shared,
    participantName:
      n % 10 === 0
        ? OTHERS[(n / 10) % OTHERS.length]!
        : `${LATIN[n % LATIN.length]} ${String.fromCharCode(65 + (n % 26))}.`,
    participantSchool: n % 4 === 0 ? '' : 'Helena Public Schools',
    participantNumber: String(100_000 + n),
    serial,
    verifyUrl: `https://pdups.example.gov/verify/${serial}`,
  };
}

/** Measures the median time of one print, in milliseconds. */
async function printTime(ctx: Context, page: Page, people: readonly NamedFacts[]): Promise<number> {
  const times: number[] = [];
  for (const facts of people) {
    const html = await certificateHtml(facts, await signatureArtOf(ctx.db, facts));
    const begun = performance.now();
    await page.setContent(html);
    await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true });
    times.push(performance.now() - begun);
  }
  return median(times.slice(4));
}

/**
 * Measures the time per certificate, the bytes of the result, and how far the process's memory rose above its start, in MB.
 */
async function measured(make: () => AsyncIterable<Uint8Array>) {
  const before = process.memoryUsage().rss;
  let most = before;
  let bytes = 0;
  const begun = performance.now();
  for await (const part of make()) {
    bytes += part.length;
    most = Math.max(most, process.memoryUsage.rss());
  }
  return { msEach: (performance.now() - begun) / PEOPLE, bytes, grown: (most - before) / 2 ** 20 };
}

async function* made(ctx: Context, people: readonly NamedFacts[]): AsyncGenerator<StoredParts & { facts: NamedFacts }> {
  for (let at = 0; at < people.length; at += BATCH) {
    const batch = people.slice(at, at + BATCH);
    for (const [index, { baseId, bytes }] of (await makeFiles(ctx, batch)).entries()) {
      const base = baseId === null ? null : { id: baseId, bytes: await baseBytes(ctx.db, baseId) };
      yield { base, bytes, facts: batch[index]! };
    }
  }
}

function zipped(ctx: Context, people: readonly NamedFacts[]): AsyncIterable<Uint8Array> {
  return zipOf(whole(ctx, people));
}

async function* whole(ctx: Context, people: readonly NamedFacts[]): AsyncGenerator<CurrentFile, void> {
  for await (const { facts, ...parts } of made(ctx, people)) {
    const { participantName: name, serial } = facts;
    yield { name, serial, issuedAt: ctx.clock.now(), parts };
  }
}

function merged(ctx: Context, people: readonly NamedFacts[]): AsyncIterable<Uint8Array> {
  return mergeFiles(made(ctx, people), { title: 'Certificates' });
}
