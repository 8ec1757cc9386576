/** The language that most texts in a script are in; a screen reader chooses its voice for a name by the language. */
const LANGUAGES: readonly (readonly [script: string, language: string])[] = [
  // Japanese and Korean also use Chinese characters, so they come first.
  ['Hiragana', 'ja'],
  ['Katakana', 'ja'],
  ['Hangul', 'ko'],
  ['Han', 'zh'],
  ['Bopomofo', 'zh'],
  ['Adlam', 'ff-Adlm'],
  ['Arabic', 'ar'],
  ['Armenian', 'hy'],
  ['Balinese', 'ban'],
  ['Bengali', 'bn'],
  ['Canadian_Aboriginal', 'iu'],
  ['Cherokee', 'chr'],
  ['Coptic', 'cop'],
  ['Cyrillic', 'ru'],
  ['Devanagari', 'hi'],
  ['Ethiopic', 'am'],
  ['Georgian', 'ka'],
  ['Greek', 'el'],
  ['Gujarati', 'gu'],
  ['Gurmukhi', 'pa'],
  ['Hebrew', 'he'],
  ['Javanese', 'jv-Java'],
  ['Kannada', 'kn'],
  ['Khmer', 'km'],
  ['Lao', 'lo'],
  ['Malayalam', 'ml'],
  ['Meetei_Mayek', 'mni'],
  ['Mongolian', 'mn-Mong'],
  ['Myanmar', 'my'],
  ['Nko', 'nqo'],
  ['Nyiakeng_Puachue_Hmong', 'hmn-Hmnp'],
  ['Ol_Chiki', 'sat'],
  ['Oriya', 'or'],
  ['Osage', 'osa'],
  ['Pahawh_Hmong', 'hmn-Hmng'],
  ['Sinhala', 'si'],
  ['Syriac', 'syr'],
  ['Tamil', 'ta'],
  ['Telugu', 'te'],
  ['Thaana', 'dv'],
  ['Thai', 'th'],
  ['Tibetan', 'bo'],
  ['Tifinagh', 'zgh'],
  ['Vai', 'vai'],
  ['Yi', 'ii'],
];

const PATTERNS = LANGUAGES.map(([script, language]) => [new RegExp(`\\p{Script=${script}}`, 'u'), language] as const);
const LATIN = /\p{Script=Latin}/u;
const FOREIGN_LETTER = /[^\P{L}\p{Script=Latin}]/u;

/**
 * Returns the language to declare for a text that is not in Latin letters; null when, judging by its script, it is in
 * the document's language; and `mixed` when it has letters of several languages.
 */
export function languageOf(text: string): string | 'mixed' | null {
  if (!FOREIGN_LETTER.test(text)) return null;
  const found = new Set(PATTERNS.flatMap(([pattern, language]) => (pattern.test(text) ? [language] : [])));
  if (found.has('ja') || found.has('ko')) found.delete('zh');
  // Some letters belong to no script, such as the ʻokina.
  if (found.size > 0 && (LATIN.test(text) || found.size > 1)) return 'mixed';
  return [...found][0] ?? null;
}
