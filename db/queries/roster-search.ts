import { type SQL, sql } from 'drizzle-orm';

/** A word of a search as typed, in lower case, and without accents: either form finds it. */
export type SearchedWord = { typed: string; plain: string };

/** The text of a person in which words are looked for. */
export function searchedText(name: SQL, email: SQL, school: SQL, educatorNumber: SQL): SQL {
  return sql`lower(concat_ws(' ', ${name}, ${email}, ${school}, ${educatorNumber}))`;
}

/**
 * Whether a text has the word. Matches how lib/platform/text.ts makes text searchable, for Latin letters; a text that has
 * only plain letters is not made plain first, which would be most of a search's cost.
 */
export function hasWord(text: SQL, { typed, plain }: SearchedWord): SQL {
  return sql`(strpos(${text}, ${typed}) > 0 or strpos(${text}, ${plain}) > 0
    or (${text} ~ '[^ -&(-_a-~]' and strpos(${plainText(text)}, ${plain}) > 0))`;
}

const plainText = (text: SQL) => sql`regexp_replace(normalize(${text}, NFKD), '[\u0300-\u036f''’ʼ\`]', '', 'g')`;
