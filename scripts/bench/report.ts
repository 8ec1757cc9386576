import { execFileSync } from 'node:child_process';
import { cpus, release, totalmem, type } from 'node:os';
import { notesSection } from './accounts/section';
import type { Notes } from './accounts/strangers';
import type { Sample } from './memory';
import type { Plan } from './plans';

/** One ratio, with its limit and the raw measurements. */
export type Line = { what: string; ratio: number; limit: string | null; raw: string };

export type Report = {
  lines: Line[];
  notes: Notes[];
  memory: Sample[];
  loadSeconds: number | null;
  postgres: string;
};

/** Returns the bench's result as a page of Markdown: the ratios, whether usernames can be guessed, memory, and the machine. */
export function markdown({ lines, notes, memory, loadSeconds, postgres }: Report): string {
  const out = [
    '# Performance',
    '',
    'Measured by `npm run bench -- --write` in one run on one machine; ratios travel, milliseconds do not.',
    `${machine()}, Node.js ${process.versions.node}, ${postgres}, Chromium, load and server on the same machine.`,
    loadSeconds === null ? '' : `1,000,000 events were loaded and indexed in ${loadSeconds.toFixed(0)} s.`,
    '',
    ...tableOf(lines),
    '',
    'Times are medians of single requests, the two sides taken in turn. Requests per second: 8 keep-alive connections, the best of three runs.',
  ];
  if (notes.length > 0) out.push(...notesSection(notes));
  if (memory.length > 0) {
    out.push(
      '',
      '## Memory of the server process',
      '',
      'After a collection of garbage; the browser is another process.',
      '',
      '| after | heap MB | external MB | RSS MB |',
      '|---|---|---|---|',
      ...memory.map(
        ({ after, heapUsed, external, rss }) =>
          `| ${after} | ${heapUsed.toFixed(0)} | ${external.toFixed(0)} | ${rss.toFixed(0)} |`,
      ),
    );
  }
  return `${out.filter((line, at) => line !== '' || out[at - 1] !== '').join('\n')}\n`;
}

function tableOf(lines: readonly Line[]): string[] {
  return [
    '| what | ratio | asked for | measured |',
    '|---|---|---|---|',
    ...lines.map(({ what, ratio, limit, raw }) => `| ${what} | ${ratio.toFixed(2)} | ${limit ?? '–'} | ${raw} |`),
  ];
}

/** Sections that a part of the bench measures and writes. The whole bench, which does not measure them, keeps them. */
const SECTIONS = { pages: '## Pages in a browser', conference: '## A large conference' } as const;

/** Returns a section about what a part of the bench measured. */
export function section(part: keyof typeof SECTIONS, lines: readonly string[]): string {
  return [SECTIONS[part], '', ...lines, ''].join('\n');
}

/** Returns the section about a conference of 300 sessions. */
export function conferenceSection(lines: readonly Line[]): string {
  return section('conference', [
    'Measured by `npm run bench -- --conference --write` in a run of its own.',
    '',
    ...tableOf(lines),
  ]);
}

/** Puts sections into the page about performance, in place of earlier ones with the same heading. */
export function withSections(page: string, sections: readonly string[]): string {
  const headings = sections.map((each) => each.split('\n')[0]);
  const kept = partsOf(page).filter((part) => !headings.includes(part.split('\n')[0]));
  return `${[...kept, ...sections].map((part) => part.trim()).join('\n\n')}\n`;
}

/** Returns the sections of the page about performance that the whole bench keeps. */
export function keptSections(page: string): string[] {
  return partsOf(page).filter((part) => (Object.values(SECTIONS) as string[]).includes(part.split('\n')[0]!));
}

const partsOf = (page: string) => page.split(/^(?=## )/m);

/** Returns the plans of the list's queries as text. They change with the data, so they are printed and not saved. */
export function planText(plans: readonly Plan[]): string {
  const reading = plans.filter(({ scansWholeTable }) => scansWholeTable).map(({ name }) => name);
  const verdict =
    reading.length > 0
      ? `THESE QUERIES READ THE WHOLE TABLE: ${reading.join(', ')}.`
      : 'Every query of the list uses an index; none reads the whole table. "(never executed)" marks the way that was not needed.';
  return [verdict, ...plans.map(({ name, plan }) => `\n${name}\n${plan}`)].join('\n');
}

function machine(): string {
  const [cpu] = cpus();
  return `${cpus().length} cores (${cpu?.model.trim()}), ${(totalmem() / 2 ** 30).toFixed(0)} GB, ${type()} ${release()}`;
}

export function gitCommit(): string {
  return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
}
