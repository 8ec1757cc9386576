import { type SQL, sql } from 'drizzle-orm';

// What these are for: lib/attendees/name-key.ts. Changing them changes a generated column, which takes a migration.
const LATIN = String.raw`a-z\u00df-\u00f6\u00f8-\u02af\u1d00-\u1dbf\u1e00-\u1eff\u2c60-\u2c7f\ua722-\ua7ca\uab30-\uab64`;
const MARKS = String.raw`\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f`;
const APOSTROPHES = "'’‘‛`´′‵ʹʺʻʼʽʾʿˈˊˋꞋꞌ՚׳";
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
  const plain = sql`lower(translate(normalize(translate(${name}, ${quoted(APOSTROPHES)}, ''), NFKD), ${quoted(`${APOSTROPHES}.`)}, ''))`;
  const unaccented = sql`regexp_replace(${plain}, ${quoted(`([${LATIN}])[${MARKS}]+`)}, '\\1', 'g')`;
  const spaced = sql`regexp_replace(${unaccented}, ${quoted(`[${HYPHENS}[:space:]]+`)}, ' ', 'g')`;
  const single = sql`translate(${spaced}, ${quoted(SINGLE.from)}, ${quoted(SINGLE.to)})`;
  const whole = DOUBLE.reduce((text, [from, to]) => sql`replace(${text}, ${quoted(from)}, ${quoted(to)})`, single);
  return sql`normalize(btrim(${whole}), NFC)`;
}

function quoted(text: string): SQL {
  return sql.raw(`'${text.replaceAll("'", "''")}'`);
}
