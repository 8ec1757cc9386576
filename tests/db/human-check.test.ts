import '../support/settings';
import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { sql } from 'drizzle-orm';
import { whyNotHuman } from '@/lib/platform/human-check/answer';
import { LETTERS, lettersOf, newTicket, openTicket } from '@/lib/platform/human-check/letters';
import { drawLetters } from '@/lib/platform/human-check/picture';
import { newWork, type Work } from '@/lib/platform/human-check/work';
import { testDatabase } from '../support/database';
import { visitAt } from '../support/resets';

const held = testDatabase();
const at = (minutes: number) => visitAt(held.db, minutes);

function shownLetters(minutes = 0) {
  const ticket = newTicket(at(minutes).clock.now());
  return { ticket, letters: lettersOf(openTicket(ticket)!.id) };
}

async function workedOut(work: Work): Promise<string> {
  return JSON.stringify({ challenge: work, solution: await solveChallenge({ challenge: work, deriveKey }) });
}

const byWork = (minutes: number, work: string) => whyNotHuman(at(minutes), { ticket: '', letters: '', work });

describe('the letters in the box', () => {
  test('are right in capitals or not, with blanks or not', async () => {
    for (const typed of [(x: string) => x, (x: string) => x.toLowerCase(), (x: string) => ` ${[...x].join(' ')} `]) {
      const { ticket, letters } = shownLetters();
      expect(await whyNotHuman(at(1), { ticket, letters: typed(letters) })).toBeNull();
    }
  });

  test('work once: right or wrong, the next answer to the same letters is refused', async () => {
    for (const first of [(x: string) => x, () => 'QQQQQ']) {
      const { ticket, letters } = shownLetters();
      await whyNotHuman(at(1), { ticket, letters: first(letters) });
      expect(await whyNotHuman(at(1), { ticket, letters })).toContain('used already');
    }
  });

  test('work once, also when the answer is posted twenty times at once', async () => {
    const { ticket, letters } = shownLetters();
    const answers = await Promise.all(Array.from({ length: 20 }, () => whyNotHuman(at(1), { ticket, letters })));
    expect(answers.filter((answer) => answer === null)).toHaveLength(1);
  });

  test('end after five minutes', async () => {
    const { ticket, letters } = shownLetters();
    expect(await whyNotHuman(at(5), { ticket, letters })).toContain('too long ago');
  });

  test('are only ours: a ticket cannot be made up or made to last', async () => {
    const { ticket, letters } = shownLetters();
    const [id, end, seal] = ticket.split('.');
    const later = (Number.parseInt(end!, 36) + 3_600_000).toString(36);
    for (const forged of [`${id}.${later}.${seal}`, `${crypto.randomUUID()}.${end}.${seal}`, '', 'a.b.c']) {
      expect(await whyNotHuman(at(1), { ticket: forged, letters })).not.toBeNull();
    }
  });

  test('are not in the database, nor in what the page holds', async () => {
    const { ticket, letters } = shownLetters();
    await whyNotHuman(at(1), { ticket, letters });
    expect(ticket.toUpperCase()).not.toContain(letters);
    const found = await held.db.execute(sql`select 1 from human_checks h where upper(h::text) like ${`%${letters}%`}`);
    expect(found).toHaveLength(0);
  });

  test('cannot be taken for each other or for a numeral, and make no words', () => {
    expect(LETTERS).not.toMatch(/[AEIOUQ01GV]/);
    expect(new Set(Array.from({ length: 200 }, () => shownLetters().letters)).size).toBeGreaterThan(195);
  });

  test('are drawn the same each time, as a picture without text', () => {
    const id = crypto.randomUUID();
    const picture = drawLetters(id);
    expect(picture.equals(drawLetters(id))).toBe(true);
    expect(picture.equals(drawLetters(crypto.randomUUID()))).toBe(false);
    expect(picture.subarray(1, 4).toString()).toBe('PNG');
    expect(picture.toString('latin1')).not.toContain(lettersOf(id));
  });
});

describe('the sum instead of the letters', () => {
  test('lets in who worked it out, once', async () => {
    const answer = await workedOut(await newWork(at(0).clock.now()));
    expect(await byWork(1, answer)).toBeNull();
    expect(await byWork(1, answer)).toContain('does not count any more');
    expect(await byWork(1, ` ${answer} `)).toContain('does not count any more');
  });

  test('ends after five minutes', async () => {
    const answer = await workedOut(await newWork(at(0).clock.now()));
    expect(await byWork(5, answer)).toContain('does not count any more');
  });

  test('is not believed when it was not worked out, or made easier', async () => {
    const work = await newWork(at(0).clock.now());
    const { counter, derivedKey, time } = (await solveChallenge({ challenge: work, deriveKey }))!;
    const guesses = [
      { challenge: work, solution: { counter, derivedKey: derivedKey.replace(/^../, '00'), time } },
      {
        challenge: { ...work, parameters: { ...work.parameters, keyPrefix: '00' } },
        solution: { counter, derivedKey },
      },
      { challenge: { parameters: work.parameters }, solution: { counter, derivedKey } },
      {
        challenge: { ...work, parameters: { ...work.parameters, data: { ticket: newTicket(at(9).clock.now()) } } },
        solution: { counter, derivedKey },
      },
    ];
    for (const guess of guesses) expect(await byWork(1, JSON.stringify(guess))).toContain('does not count');
    for (const rubbish of ['{', 'null', '[]', '{"challenge":{}}', 'x'.repeat(4_000)]) {
      expect(await byWork(1, rubbish)).toContain('does not count');
    }
  });
});
