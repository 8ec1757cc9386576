import { createHash } from 'node:crypto';
import type { Agent } from 'node:http';
import { type Apart, howFarApart, shuffled } from './apart';
import { type BenchPeople, freshUsername } from './bench-people';
import { type Answer, PlainBrowser } from './plain-browser';
import { resetAsStranger, STEPS, type StepName } from './reset-flow';
import { whereTheyPart } from './without-chance';

type Place = { origin: string; agent: Agent; forgetTries(): Promise<unknown>; say(line: string): void };

/** Whose name a stranger types; for the third kind, also what only that person should know. */
type Kind = 'unknown' | 'known' | 'known, the address on file';

/** One step of the reset flow with usernames that exist, compared with the same step for usernames that do not. */
export type Notes = {
  step: StepName;
  who: Exclude<Kind, 'unknown'>;
  names: number;
  /** Answers of either kind that differ from the most common answer. */
  otherAnswers: number;
  times: Apart;
};

/** The first reset flows warm up code that still compiles. */
const WARM_UP = 10;

/** Runs reset flows with known and unknown usernames in random order, each by a separate visitor. */
export async function measureStrangers(
  { origin, agent, forgetTries, say }: Place,
  { people }: BenchPeople,
  names: number,
): Promise<Notes[]> {
  const some = people.values();
  // One of each kind in every round, in random order, so that a slow minute of the machine affects all of them.
  const rounds = Array.from({ length: names }, () =>
    shuffled<Kind>(['unknown', 'known', 'known, the address on file']).map((kind) => {
      const person = kind === 'unknown' ? undefined : some.next().value!;
      const address = kind === 'known, the address on file' ? person?.email : undefined;
      return { kind, username: person?.username ?? freshUsername(), address };
    }),
  );
  const warmUp = Array.from({ length: WARM_UP }, () => ({ kind: null, username: freshUsername(), address: undefined }));

  const records = new Map<string, { ms: number[]; answers: string[] }>();
  const examples = new Map<StepName, Map<string, string>>(STEPS.map((step) => [step, new Map()]));
  for (const [at, { kind, username, address }] of [...warmUp, ...rounds.flat()].entries()) {
    // The limits are meant for people; all reset flows of the bench come from one address.
    if (at % 50 === 0) await forgetTries();
    const seen = await resetAsStranger<Answer>(new PlainBrowser(origin, agent), username, address);
    if (kind === null) continue;
    for (const { step, answer, plain } of seen) {
      const mark = createHash('sha256').update(plain).digest('hex');
      if (!examples.get(step)!.has(mark)) examples.get(step)!.set(mark, plain);
      const key = `${kind} ${step}`;
      const record = records.get(key) ?? { ms: [], answers: [] };
      records.set(key, { ms: [...record.ms, answer.ms], answers: [...record.answers, mark] });
    }
  }
  for (const [step, answers] of examples) {
    const [first, ...others] = answers.values();
    for (const other of others.slice(0, 3)) say(`${step}: ${whereTheyPart(first!, other)}`);
  }

  return (['known', 'known, the address on file'] as const).flatMap((who) =>
    // Until the address is typed, the third kind is the same as the second.
    STEPS.slice(who === 'known' ? 0 : STEPS.indexOf('address')).map((step) => {
      const [one, other] = [records.get(`${who} ${step}`)!, records.get(`unknown ${step}`)!];
      return {
        step,
        who,
        names,
        otherAnswers: notTheCommonest([...one.answers, ...other.answers]),
        times: howFarApart(one.ms, other.ms),
      };
    }),
  );
}

function notTheCommonest(answers: string[]): number {
  const counts = new Map<string, number>();
  for (const answer of answers) counts.set(answer, (counts.get(answer) ?? 0) + 1);
  return answers.length - Math.max(...counts.values());
}
