import { insertAnswer } from '@/db/queries/human-checks';
import { keyedHash, sameHash } from '../keyed-hash';
import type { Visit } from '../visit';
import { charactersOf, openTicket, plainAnswer } from './characters';
import { openWork } from './work';

export type HumanAnswer = { ticket: string; characters: string; work?: string };

/**
 * Accepts an answer to the characters, or the sum that was worked out instead. Right or wrong, it counts once: after that,
 * the same characters and the same sum are refused.
 * @returns null when it is right, or the message that says what to do
 */
export async function whyNotHuman(visit: Visit, answer: HumanAnswer): Promise<string | null> {
  return answer.work ? whyNotWorked(visit, answer.work) : whyNotRead(visit, answer);
}

async function whyNotRead(visit: Visit, { ticket, characters }: HumanAnswer): Promise<string | null> {
  const opened = openTicket(ticket);
  if (!opened || opened.expiresAt <= visit.clock.now()) {
    return 'Those letters expired. Type the new ones.';
  }
  const right = answerHash(opened.id, charactersOf(opened.id));
  const given = answerHash(opened.id, plainAnswer(characters));
  if (!(await insertAnswer(visit.db, { ...opened, kind: 'letters', answerHash: given, usedAt: visit.clock.now() }))) {
    return 'Those letters were already used. Type the new ones.';
  }
  return sameHash(given, right) ? null : 'That does not match the letters in the box. Here are new ones.';
}

async function whyNotWorked(visit: Visit, payload: string): Promise<string | null> {
  const opened = await openWork(payload);
  const fresh = opened && opened.expiresAt > visit.clock.now();
  const now = visit.clock.now();
  const hash = keyedHash('human check: answer', payload);
  if (fresh && (await insertAnswer(visit.db, { ...opened, kind: 'work', answerHash: hash, usedAt: now }))) return null;
  return 'That check expired. Choose “I can’t see the letters” again.';
}

function answerHash(id: string, answer: string): string {
  return keyedHash('human check: answer', `${id}:${answer}`);
}
