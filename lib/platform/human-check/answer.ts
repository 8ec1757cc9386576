import { insertAnswer } from '@/db/queries/human-checks';
import { keyedHash, sameHash } from '../keyed-hash';
import type { Visit } from '../visit';
import { lettersOf, openTicket, plainAnswer } from './letters';
import { openWork } from './work';

export type HumanAnswer = { ticket: string; letters: string; work?: string };

/**
 * Takes an answer to the letters, or the sum that was worked out instead. Right or wrong, it counts once: the same
 * letters and the same sum are refused from then on.
 * @returns null when it is right, or the sentence that says what to do
 */
export async function whyNotHuman(visit: Visit, answer: HumanAnswer): Promise<string | null> {
  return answer.work ? whyNotWorked(visit, answer.work) : whyNotRead(visit, answer);
}

async function whyNotRead(visit: Visit, { ticket, letters }: HumanAnswer): Promise<string | null> {
  const opened = openTicket(ticket);
  if (!opened || opened.expiresAt <= visit.clock.now()) {
    return 'Those letters were shown too long ago. Type the new ones.';
  }
  const right = answerHash(opened.id, lettersOf(opened.id));
  const given = answerHash(opened.id, plainAnswer(letters));
  if (!(await insertAnswer(visit.db, { ...opened, kind: 'letters', answerHash: given, usedAt: visit.clock.now() }))) {
    return 'Those letters were used already. Type the new ones.';
  }
  return sameHash(given, right) ? null : 'That is not what the box showed. Here are new letters.';
}

async function whyNotWorked(visit: Visit, payload: string): Promise<string | null> {
  const opened = await openWork(payload);
  const fresh = opened && opened.expiresAt > visit.clock.now();
  const now = visit.clock.now();
  const hash = keyedHash('human check: answer', payload);
  if (fresh && (await insertAnswer(visit.db, { ...opened, kind: 'work', answerHash: hash, usedAt: now }))) return null;
  return 'That check does not count any more. Press “I cannot see the letters” again.';
}

function answerHash(id: string, answer: string): string {
  return keyedHash('human check: answer', `${id}:${answer}`);
}
