import '../support/settings';
import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { sql } from 'drizzle-orm';
import { whyNotHuman } from '@/lib/platform/human-check/answer';
import { CHARACTERS, charactersOf, newTicket, openTicket } from '@/lib/platform/human-check/characters';
import { drawCharacters } from '@/lib/platform/human-check/picture';
import { newWork, type Work } from '@/lib/platform/human-check/work';
import { testDatabase } from '../support/database';
import { visitAt } from '../support/resets';

const testDb = testDatabase();
const at = (minutes: number) => visitAt(testDb.db, minutes);

function shownCharacters(minutes = 0) {
  const ticket = newTicket(at(minutes).clock.now());
  return { ticket, characters: charactersOf(openTicket(ticket)!.id) };
}

async function workedOut(work: Work): Promise<string> {
  return JSON.stringify({ challenge: work, solution: await solveChallenge({ challenge: work, deriveKey }) });
}

const byWork = (minutes: number, work: string) => whyNotHuman(at(minutes), { ticket: '', characters: '', work });

describe('the characters in the picture', () => {
  test('are accepted in upper and lower case, with or without blanks', async () => {
    for (const typed of [(x: string) => x, (x: string) => x.toLowerCase(), (x: string) => ` ${[...x].join(' ')} `]) {
      const { ticket, characters } = shownCharacters();
      expect(await whyNotHuman(at(1), { ticket, characters: typed(characters) })).toBeNull();
    }
  });

  test('work once: whether right or wrong, the next answer to the same characters is refused', async () => {
    for (const first of [(x: string) => x, () => 'QQQQQ']) {
      const { ticket, characters } = shownCharacters();
      await whyNotHuman(at(1), { ticket, characters: first(characters) });
      expect(await whyNotHuman(at(1), { ticket, characters })).toContain('already used');
    }
  });

  test('work once, even when the answer is posted twenty times at once', async () => {
    const { ticket, characters } = shownCharacters();
    const answers = await Promise.all(Array.from({ length: 20 }, () => whyNotHuman(at(1), { ticket, characters })));
    expect(answers.filter((answer) => answer === null)).toHaveLength(1);
  });

  test('end after five minutes', async () => {
    const { ticket, characters } = shownCharacters();
    expect(await whyNotHuman(at(5), { ticket, characters })).toContain('expired');
  });

  test('cannot be forged: a ticket cannot be made up or extended', async () => {
    const { ticket, characters } = shownCharacters();
    const [id, end, signature] = ticket.split('.');
    const later = (Number.parseInt(end!, 36) + 3_600_000).toString(36);
    for (const forged of [`${id}.${later}.${signature}`, `${crypto.randomUUID()}.${end}.${signature}`, '', 'a.b.c']) {
      expect(await whyNotHuman(at(1), { ticket: forged, characters })).not.toBeNull();
    }
  });

  test('are not in the database or in the page', async () => {
    const { ticket, characters } = shownCharacters();
    await whyNotHuman(at(1), { ticket, characters });
    expect(ticket.toUpperCase()).not.toContain(characters);
    const found = await testDb.db.execute(
      sql`select 1 from human_checks h where upper(h::text) like ${`%${characters}%`}`,
    );
    expect(found).toHaveLength(0);
  });

  test('cannot be confused with each other or with a digit, and make no words', () => {
    expect(CHARACTERS).not.toMatch(/[AEIOUQ01GV]/);
    expect(new Set(Array.from({ length: 200 }, () => shownCharacters().characters)).size).toBeGreaterThan(195);
  });

  test('are drawn the same each time, as a picture without text', () => {
    const id = crypto.randomUUID();
    const picture = drawCharacters(id);
    expect(picture.equals(drawCharacters(id))).toBe(true);
    expect(picture.equals(drawCharacters(crypto.randomUUID()))).toBe(false);
    expect(picture.subarray(1, 4).toString()).toBe('PNG');
    expect(picture.toString('latin1')).not.toContain(charactersOf(id));
  });
});

describe('the computation instead of the characters', () => {
  test('lets in a person who finished it, once', async () => {
    const answer = await workedOut(await newWork(at(0).clock.now()));
    expect(await byWork(1, answer)).toBeNull();
    expect(await byWork(1, answer)).toContain('check expired');
    expect(await byWork(1, ` ${answer} `)).toContain('check expired');
  });

  test('ends after five minutes', async () => {
    const answer = await workedOut(await newWork(at(0).clock.now()));
    expect(await byWork(5, answer)).toContain('check expired');
  });

  test('is rejected if it was not finished, or was made easier', async () => {
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
    for (const guess of guesses) expect(await byWork(1, JSON.stringify(guess))).toContain('check expired');
    for (const rubbish of ['{', 'null', '[]', '{"challenge":{}}', 'x'.repeat(4_000)]) {
      expect(await byWork(1, rubbish)).toContain('check expired');
    }
  });
});
