import { sql } from 'drizzle-orm';
import { nameKeySql } from '@/db/name-key';
import { nameKey } from '@/lib/attendees/identity';
import { testDatabase } from '../support/database';

const testDb = testDatabase();

const inDatabase = async (names: readonly string[]) => {
  const rows = await testDb.db.execute<{ key: string }>(
    sql`select ${nameKeySql(sql.raw('name'))} as key from jsonb_array_elements_text(${JSON.stringify(names)}::jsonb) with ordinality as t(name, place) order by place`,
  );
  return rows.map(({ key }) => key);
};

const SAME: [string, string][] = [
  ['Zoë Ñandú', 'ZOE NANDU'],
  ['Zoë', 'Zoe\u0308'],
  ['Kari O’Leary', "kari o'leary"],
  ['Kaʻiulani', 'Kaiulani'],
  ['OʼConnor', 'O‘Connor'],
  ['D´Angelo', 'D`Angelo'],
  ['Ａｎａ　Ｒｅｄｆｅｒｎ', 'Ana Redfern'],
  ['Nguyễn Thị Ánh', 'nguyen thi anh'],
  ['Łukasz Strauß', 'Lukasz STRAUSS'],
  ['Ömer Işık', 'OMER ISIK'],
  ['İpek', 'ipek'],
  ['Mary-Ann Smith', 'Mary‐Ann  Smith'],
  ['Mary-Ann Smith', 'Mary Ann Smith'],
  ['J. R. Doe', 'J R Doe'],
  ['Ql̓ispé', 'Qlispe'],
  ['ﾀﾞﾅｶ', 'ダナカ'],
  ['ΣΩΚΡΑΤΗΣ', 'σωκρατης'],
  ['ИВАН', 'Иван'],
  // Joiners are invisible: \u200c between letters, and \u200d in a conjunct.
  ['Dan\u200ca Whitehorse', 'Dana Whitehorse'],
  ['علی\u200cرضا', 'علیرضا'],
  ['ශ්\u200dරී', 'ශ්රී'],
];

const OTHER: [string, string][] = [
  ['राम', 'रमा'],
  ['はな', 'ばな'],
  ['かき', 'がき'],
  ['กาน', 'กาน้'],
  ['كَتَبَ', 'كُتُب'],
  ['Юрий', 'Юрии'],
  ['Jane Doe', 'Doe Jane'],
  ['Jane Doe', 'JaneDoe'],
  ['李小龙', '李小'],
];

test.each(SAME)('%s and %s are one name', (one, other) => expect(nameKey(one)).toBe(nameKey(other)));
test.each(OTHER)('%s and %s are two names', (one, other) => expect(nameKey(one)).not.toBe(nameKey(other)));

test('the database computes the same key of every name and of every character', async () => {
  const names = [...SAME, ...OTHER].flat();
  expect(await inDatabase(names)).toEqual(names.map(nameKey));
  const characters = Array.from({ length: 0x3000 }, (_, code) => String.fromCodePoint(code))
    .filter((character) => /\p{L}|\p{M}|\p{P}/u.test(character))
    .map((character) => `a${character}b c${character}`);
  const keys = await inDatabase(characters);
  expect(characters.filter((text, at) => keys[at] !== nameKey(text))).toEqual([]);
});
