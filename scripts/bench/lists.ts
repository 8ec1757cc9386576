import type { BenchProviders } from './load-events';
import { COMMON_WORD, FREQUENT_WORDS_TOGETHER, MISSING_WORD, RARE_WORD } from './load-events';
import type { Line } from './report';
import { medianTimes, type Requests } from './requests';

type Middle = Record<keyof BenchProviders, string>;

/** Compares the list of a provider with 100,000 events with that of one with 200, page by page (limit 1.3×). */
export async function measureLists(requests: Requests, middle: Middle, rounds: number): Promise<Line[]> {
  const pages: [string, (who: keyof BenchProviders) => string, number | null][] = [
    ['first page', () => '/events', 1.3],
    ['middle page', (who) => middle[who], 1.3],
    ['search, frequent word', () => `/events?q=${COMMON_WORD}`, 1.3],
    ['search, rare word', () => `/events?q=${RARE_WORD}`, 1.3],
    ['search, no match', () => `/events?q=${MISSING_WORD}`, 1.3],
    ['search, start of a frequent word (2 letters)', () => '/events?q=on', 1.3],
    ['search, start of a rarer word (2 letters)', () => '/events?q=re', null],
    [
      'search, three frequent words that rarely meet',
      () => `/events?q=${FREQUENT_WORDS_TOGETHER.replaceAll(' ', '+')}`,
      null,
    ],
    ['by title', () => '/events?sort=title', null],
    ['count due, by title', () => '/events?state=count-due&sort=title', null],
    ['one category', () => '/events?category=3', null],
    ['under way', () => '/events?state=running', null],
    ['three months, by title', () => '/events?from=2024-01-01&to=2024-03-31&sort=title', null],
  ];
  const lines: Line[] = [];
  for (const [name, address, limit] of pages) {
    const [small, large] = await medianTimes(rounds, [
      () => requests.get('small', address('small')),
      () => requests.get('large', address('large')),
    ]);
    const shown = { small: await rowsOf('small', address), large: await rowsOf('large', address) };
    lines.push({
      what: `List of 100,000 vs 200 events: ${name}`,
      ratio: large! / small!,
      limit: limit === null ? null : `≤ ${limit}`,
      raw: `${large!.toFixed(1)} ms (${shown.large} rows) vs ${small!.toFixed(1)} ms (${shown.small} rows)`,
    });
  }
  return lines;

  /** Most of a page's time goes into its rows, so two pages are comparable only if they show equally many. */
  async function rowsOf(who: keyof BenchProviders, address: (who: keyof BenchProviders) => string) {
    const { body } = await requests.get(who, address(who));
    return (body.toString().match(/<tr role="row"/g)?.length ?? 1) - 1;
  }
}

/** Compares the requests per second of the signed-in list with the same rows from a constant (at least 0.65, goal 0.8). */
export async function measureThroughput(requests: Requests, middle: string, seconds: number): Promise<Line[]> {
  const pages: [string, string | null, string][] = [
    ['constant', null, '/bench/rows'],
    ['first page', 'large', '/events'],
    ['middle page', 'large', middle],
    ['search', 'large', `/events?q=${COMMON_WORD}`],
  ];
  const rates = new Map<string, number>(pages.map(([name]) => [name, 0]));
  for (const [, as, address] of pages) await requests.load(as, address, { requests: 200, seconds: 5 });
  for (let round = 0; round < 3; round++) {
    for (const [name, as, address] of pages) {
      const {
        requests: made,
        failures,
        seconds: took,
      } = await requests.load(as, address, { requests: 5_000, seconds });
      if (failures > 0) throw new Error(`${failures} of ${made} requests for ${address} failed.`);
      // The best of three, because other activity on the machine can only slow it down.
      rates.set(name, Math.max(rates.get(name)!, made / took));
    }
  }
  const base = rates.get('constant')!;
  return pages.slice(1).map(([name]) => ({
    what: `Requests per second, list vs the same rows from a constant: ${name}`,
    ratio: rates.get(name)! / base,
    limit: '≥ 0.65, aim 0.8',
    raw: `${rates.get(name)!.toFixed(0)}/s vs ${base.toFixed(0)}/s`,
  }));
}
