/** A typeface that pages may be printed in: where its files lie, and what it is for. */
export type Face = {
  /** Short and stable: it names the family in the page's CSS. */
  id: string;
  /** npm package that ships it (all under the SIL Open Font License). */
  package: string;
  /** A complete font file of the package. Left out where the package holds the family in slices by code point. */
  file?: string;
  /** The slices of a family that are of use, by the name in the package's unicode.json; all of them if left out. */
  slices?: readonly string[];
  /** Unicode scripts that this face is asked for. */
  scripts: readonly string[];
};

/**
 * Whatever Source Serif 4 has is set in it. What it lacks goes to the first face here that covers a whole
 * letter with its marks: a mark from another font than its letter would not sit on it.
 */
export const TEXT_FACE: Face = {
  id: 'serif',
  package: '@expo-google-fonts/source-serif-4',
  file: '400Regular/SourceSerif4_400Regular.ttf',
  scripts: ['Latin', 'Greek', 'Cyrillic'],
};

/** Same family, for the page's own fixed words and figures only. */
export const STRONG_FACE: Face = {
  ...TEXT_FACE,
  id: 'strong',
  file: '600SemiBold/SourceSerif4_600SemiBold.ttf',
  scripts: [],
};

/** Same family, for the page's own fixed sentences only. */
export const ITALIC_FACE: Face = {
  ...TEXT_FACE,
  id: 'italic',
  file: '400Regular_Italic/SourceSerif4_400Regular_Italic.ttf',
  scripts: [],
};

/** For typed signatures only. Of the handwritten faces under a free licence it has by far the most letters. */
export const SCRIPT_FACE: Face = {
  id: 'script',
  package: '@expo-google-fonts/great-vibes',
  file: '400Regular/GreatVibes_400Regular.ttf',
  scripts: [],
};

const noto = (id: string, name: string, scripts: string[], slices?: string[]): Face => ({
  id,
  package: `@fontsource-variable/noto-${name}`,
  slices,
  scripts,
});

/** In order of preference within a script. */
export const OTHER_FACES: readonly Face[] = [
  // Drawn by SIL for the orthographies of smaller languages: Salish, Ktunaxa, Cheyenne, with stacked marks.
  {
    id: 'charis',
    package: '@expo-google-fonts/charis-sil',
    file: '400Regular/CharisSIL_400Regular.ttf',
    scripts: ['Latin', 'Cyrillic'],
  },
  noto('noto', 'serif', ['Latin', 'Greek', 'Cyrillic']),
  noto('arabic', 'naskh-arabic', ['Arabic'], ['arabic']),
  noto('hebrew', 'serif-hebrew', ['Hebrew'], ['hebrew']),
  noto('syriac', 'sans-syriac', ['Syriac'], ['syriac']),
  noto('thaana', 'sans-thaana', ['Thaana'], ['thaana']),
  noto('armenian', 'serif-armenian', ['Armenian'], ['armenian']),
  noto('georgian', 'serif-georgian', ['Georgian'], ['georgian']),
  noto('ethiopic', 'serif-ethiopic', ['Ethiopic'], ['ethiopic']),
  noto('cherokee', 'sans-cherokee', ['Cherokee'], ['cherokee']),
  noto('syllabics', 'sans-canadian-aboriginal', ['Canadian_Aboriginal'], ['canadian-aboriginal']),
  noto('devanagari', 'serif-devanagari', ['Devanagari'], ['devanagari']),
  noto('bengali', 'serif-bengali', ['Bengali'], ['bengali']),
  noto('gujarati', 'serif-gujarati', ['Gujarati'], ['gujarati']),
  noto('gurmukhi', 'serif-gurmukhi', ['Gurmukhi'], ['gurmukhi']),
  noto('oriya', 'serif-oriya', ['Oriya'], ['oriya']),
  noto('tamil', 'serif-tamil', ['Tamil'], ['tamil']),
  noto('telugu', 'serif-telugu', ['Telugu'], ['telugu']),
  noto('kannada', 'serif-kannada', ['Kannada'], ['kannada']),
  noto('malayalam', 'serif-malayalam', ['Malayalam'], ['malayalam']),
  noto('sinhala', 'serif-sinhala', ['Sinhala'], ['sinhala']),
  noto('thai', 'serif-thai', ['Thai'], ['thai']),
  noto('lao', 'serif-lao', ['Lao'], ['lao']),
  noto('khmer', 'serif-khmer', ['Khmer'], ['khmer']),
  noto('myanmar', 'sans-myanmar', ['Myanmar'], ['myanmar']),
  noto('tibetan', 'serif-tibetan', ['Tibetan'], ['tibetan']),
  noto('sc', 'serif-sc', ['Han', 'Bopomofo', 'Hiragana', 'Katakana']),
  noto('tc', 'serif-tc', ['Han', 'Bopomofo']),
  noto('jp', 'serif-jp', ['Han', 'Hiragana', 'Katakana']),
  noto('kr', 'serif-kr', ['Han', 'Hangul']),
];
