import type { Agent } from 'node:http';
import { verify } from '@node-rs/argon2';
import type { Line } from '../report';
import { medianTimes } from '../requests';
import { type BenchPeople, PASSWORD } from './bench-people';
import { filledForm } from './page-forms';
import { PlainBrowser } from './plain-browser';

type Place = { origin: string; agent: Agent; forgetTries(): Promise<unknown> };

/** Compares submitting the sign-in form with the right password to merely checking that password against the same hash. */
export async function measureSignIns(
  { origin, agent, forgetTries }: Place,
  { hash, people }: BenchPeople,
  rounds: number,
): Promise<Line> {
  let made = 0;
  const [form, bare, blank] = await medianTimes(rounds, [
    async () => {
      // The limits are meant for people; all sign-ins of the bench come from one address.
      if (made % 50 === 0) await forgetTries();
      const { username } = people[made++ % people.length]!;
      const browser = new PlainBrowser(origin, agent);
      const page = await browser.get('/sign-in');
      const answer = await browser.post('/sign-in', filledForm(page.body, { username, password: PASSWORD }));
      if (answer.status !== 303) throw new Error(`The sign-in answered ${answer.status}.`);
      return answer;
    },
    async () => {
      const begun = performance.now();
      if (!(await verify(hash, PASSWORD))) throw new Error('The hash is not that of the password.');
      return { ms: performance.now() - begun };
    },
    async () => {
      const browser = new PlainBrowser(origin, agent);
      const page = await browser.get('/sign-in');
      return browser.post('/sign-in', filledForm(page.body, { username: '', password: '' }));
    },
  ]);
  return {
    what: 'Sign-in form, right password, vs a bare check of the same argon2 hash',
    ratio: form! / bare!,
    limit: 'the hash and little more',
    raw: `${form!.toFixed(1)} ms vs ${bare!.toFixed(1)} ms; sent blank, which checks nothing: ${blank!.toFixed(1)} ms`,
  };
}
