import { type SQL, sql } from 'drizzle-orm';

// What these are for: lib/attendees/name-key.ts. Changing them changes a generated column, which takes a migration.
const LATIN = String.raw`a-z\u00df-\u00f6\u00f8-\u02af\u1d00-\u1dbf\u1e00-\u1eff\u2c60-\u2c7f\ua722-\ua7ca\uab30-\uab64`;
const MARKS = String.raw`\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f`;
const APOSTROPHES = "'’‘‛`´′‵ʹʺʻʼʽʾʿˈˊˋꞋꞌ՚׳";
const JOINERS = '\u200c\u200d';
const HYPHENS = String.raw`-\u2010-\u2015`;
const SINGLE = { from: 'øłđðħıŋς', to: 'olddhinσ' };
const DOUBLE: readonly (readonly [string, string])[] = [
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['þ', 'th'],
];

/** Returns a name as it is compared, from an expression that is a text: the database's version of `nameKey`. */
export function nameKeySql(name: SQL): SQL {
  const plain = sql`lower(translate(normalize(translate(${name}, ${quoted(APOSTROPHES + JOINERS)}, ''), NFKD), ${quoted(`${APOSTROPHES}.`)}, ''))`;
  const unaccented = sql`regexp_replace(${plain}, ${quoted(`([${LATIN}])[${MARKS}]+`)}, '\\1', 'g')`;
  const spaced = sql`regexp_replace(${unaccented}, ${quoted(`[${HYPHENS}[:space:]]+`)}, ' ', 'g')`;
  const single = sql`translate(${spaced}, ${quoted(SINGLE.from)}, ${quoted(SINGLE.to)})`;
  const whole = DOUBLE.reduce((text, [from, to]) => sql`replace(${text}, ${quoted(from)}, ${quoted(to)})`, single);
  return sql`normalize(btrim(${whole}), NFC)`;
}

const TITLES = '^((dr|mr|mrs|ms|mx|miss|prof|professor) )+';
/** Short ones count only after a comma, because they are last names, too. Jr. and III tell two people apart. */
const DEGREES = '(,? +(phd|edd|med|mba|nbct)|, +(ma|ms|mat|mls|msw|ba|bs|bed|eds|rn|lcsw))+$';
/** Most names have none of these, and comparing a roster must not take long. */
const HAS_MORE = '^(dr|mr|mrs|ms|mx|miss|prof|professor) |,| (phd|edd|med|mba|nbct)$';

/** Returns a name, as `nameKeySql` returns it, without title and degrees, and with the last name last if a comma sets it apart. */
export function plainNameSql(key: SQL): SQL {
  const bare = sql`regexp_replace(regexp_replace(${key}, ${quoted(TITLES)}, ''), ${quoted(DEGREES)}, '')`;
  return sql`case when ${key} ~ ${quoted(HAS_MORE)} then regexp_replace(${bare}, '^([^,]+), +([^,]+)$', '\\2 \\1') else ${key} end`;
}

/** Returns the ways to write such a name: as it is, and with the first or last word moved. */
export function waysToWrite(name: SQL): SQL[] {
  const last = sql`split_part(${name}, ' ', -1)`;
  return [
    name,
    sql`substr(${name}, strpos(${name}, ' ') + 1) || ' ' || split_part(${name}, ' ', 1)`,
    sql`${last} || ' ' || left(${name}, -1 - length(${last}))`,
  ];
}

/** Returns the form that such a name has in all ways to write it, also with or without a blank, as in "O' Brien". */
export function nameFormSql(name: SQL): SQL {
  const ways = waysToWrite(name).map((way) => sql`(${way}) collate "C"`);
  return sql`replace(least(${sql.join(ways, sql`, `)}), ' ', '')`;
}

/** Words behind a last name that tell two people apart. */
const GENERATIONS = ' (jr|sr|ii|iii|iv)$';

/** Returns the first and the last name of such a name, without those between; null for a name of one word. */
export function endsOfNameSql(name: SQL): SQL {
  const [first, last, before] = [1, -1, -2].map((at) => sql`split_part(${name}, ' ', ${sql.raw(String(at))})`);
  return sql`case when strpos(${name}, ' ') = 0 then null
    when ${name} ~ ${quoted(GENERATIONS)} then ${first} || ' ' || ${before} || ' ' || ${last}
    else ${first} || ' ' || ${last} end`;
}

function quoted(text: string): SQL {
  return sql.raw(`'${text.replaceAll("'", "''")}'`);
}
