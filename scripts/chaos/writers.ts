import { Agent } from 'node:http';
import { DEMO_PASSWORD } from '../../lib/demo/load-demo-data';
import { filledForm } from '../bench/accounts/page-forms';
import { type Answer, PlainBrowser } from '../bench/accounts/plain-browser';
import type { Trial } from './trouble';
import { pause } from './trouble';

export type Writers = { end(): Promise<void> };

const PEOPLE = ['jdoe', 'mlopez', 'apierre'];
const PAUSE_MS = 20;
const MAX_REQUEST_MS = 30_000;

/**
 * Starts people without JavaScript who add events and record counts, one after another, for as long as the trial lasts. When
 * they get no answer, or are asked to try again, they submit the same form again, as people do.
 */
export async function startWriters({ product: { origin }, ledger, fail }: Trial): Promise<Writers> {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  let ended = false;
  const browsers = await Promise.all(PEOPLE.map((username) => signedIn(new PlainBrowser(origin, agent), username)));
  const working = browsers.map((browser, person) => keepWriting(browser, person));
  return {
    async end() {
      ended = true;
      // Requests that hang are aborted.
      const late = setTimeout(() => agent.destroy(), MAX_REQUEST_MS);
      await Promise.all(working);
      clearTimeout(late);
      agent.destroy();
    },
  };

  async function keepWriting(browser: PlainBrowser, person: number): Promise<void> {
    for (let round = 1; !ended; round += 1) {
      await writeOnce(browser, `Chaos ${PEOPLE[person]} ${round}`, round % 50).catch((error: Error) =>
        fail(error.message),
      );
      await pause(PAUSE_MS);
    }
  }

  async function writeOnce(browser: PlainBrowser, title: string, count: number): Promise<void> {
    const page = await insist(() => browser.get('/events/new'), 200);
    if (!page) return;
    const form = filledForm(page.body, { title });
    for (const [name, value] of Object.entries(EVENT)) form.set(name, value);
    ledger.tried('event', title);
    const added = await insist(() => browser.post('/events/new', form), 303);
    const eventId = /\/events\/(\d+)/.exec(added?.location ?? '')?.[1];
    if (!eventId) return;
    ledger.acknowledge(title);

    const address = `/events/${eventId}/report`;
    const report = await insist(() => browser.get(address), 200);
    if (!report) return;
    const key = `${title}: ${count}`;
    ledger.tried('count', key);
    const recorded = await insist(
      () => browser.post(address, filledForm(report.body, { onPaper: String(count) })),
      303,
    );
    if (recorded) ledger.acknowledge(key);
  }

  /** Retries until the answer has the expected status; returns null when the trial ends first. */
  async function insist(ask: () => Promise<Answer>, hopedFor: number): Promise<Answer | null> {
    while (!ended) {
      const answer = await ask().catch((error: NodeJS.ErrnoException) => error.code ?? error.message);
      ledger.note(typeof answer === 'string' ? answer : answer.status);
      if (typeof answer !== 'string' && answer.status === hopedFor) {
        ledger.answered();
        return answer;
      }
      if (typeof answer !== 'string' && !(answer.status === 503 && answer.retryAfter)) {
        fail(`A writer got ${answer.status} instead of ${hopedFor}: ${answer.location ?? textOf(answer.body)}`);
        return null;
      }
      await pause(PAUSE_MS);
    }
    return null;
  }
}

/** Ended long ago, so that its count can be recorded; the question whether that is right is answered in advance. */
const EVENT = {
  instructor: 'Dana Whitehorse',
  description: 'What is left when everything else fails.',
  'categoryIds[]': '2',
  startsOn: '2026-05-03',
  endsOn: '2026-05-03',
  locationKind: 'online',
  hours: '1',
  attested: 'yes',
  pastEnd: '2026-05-03',
};

async function signedIn(browser: PlainBrowser, username: string): Promise<PlainBrowser> {
  const page = await browser.get('/sign-in');
  const answer = await browser.post('/sign-in', filledForm(page.body, { username, password: DEMO_PASSWORD }));
  if (answer.status !== 303) throw new Error(`${username} could not sign in: ${answer.status}`);
  return browser;
}

const textOf = (html: string) =>
  html
    .replaceAll(/<(script|style)[\s\S]*?<\/\1>|<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .slice(0, 300);
