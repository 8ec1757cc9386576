/** A typeface that pages may be printed in: where its files are, and what it is for. */
export type Face = {
  /** Short and stable, because it is the family name in the page's CSS. */
  id: string;
  /** The npm package that contains it (all under the SIL Open Font License). */
  package: string;
  /** A complete font file of the package. Omitted where the package has the family in slices by code point. */
  file?: string;
  /** The useful slices of a family, by their names in the package's unicode.json; all of them if omitted. */
  slices?: readonly string[];
  /** The only characters that a face with many others is used for. */
  only?: RegExp;
  /** The Unicode scripts that this face is used for. */
  scripts: readonly string[];
};

/**
 * The default face: everything that Source Serif 4 has is set in it. What it lacks goes to the first face here that covers a
 * whole character with its marks, because a mark from a different font would not sit right on its character.
 */
export const TEXT_FACE: Face = {
  id: 'serif',
  package: '@expo-google-fonts/source-serif-4',
  file: '400Regular/SourceSerif4_400Regular.ttf',
  scripts: ['Latin', 'Greek', 'Cyrillic'],
};

/** The same family, only for the page's own fixed words and figures. */
export const STRONG_FACE: Face = {
  ...TEXT_FACE,
  id: 'strong',
  file: '600SemiBold/SourceSerif4_600SemiBold.ttf',
  scripts: [],
};

/** The same family, only for the page's own fixed sentences. */
export const ITALIC_FACE: Face = {
  ...TEXT_FACE,
  id: 'italic',
  file: '400Regular_Italic/SourceSerif4_400Regular_Italic.ttf',
  scripts: [],
};

/** For typed signatures only. Of the handwriting faces under a free license, it has by far the most characters. */
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

/** A font in one file, for a script whose fonts are not sliced. */
const whole = (id: string, name: string, script: string, file = `400Regular/${name}_400Regular.ttf`): Face => ({
  id,
  package: `@expo-google-fonts/${name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()}`,
  file,
  scripts: [script],
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
  whole('osage', 'NotoSansOsage', 'Osage'),
  { ...whole('nko', 'NotoSansNKo', 'Nko'), package: '@expo-google-fonts/noto-sans-nko' },
  whole('adlam', 'NotoSansAdlam', 'Adlam'),
  whole('mongolian', 'NotoSansMongolian', 'Mongolian'),
  whole(
    'nphmong',
    'NotoSerifNyiakengPuachueHmong',
    'Nyiakeng_Puachue_Hmong',
    'NotoSerifNyiakengPuachueHmong_400Regular.ttf',
  ),
  whole('tifinagh', 'NotoSansTifinagh', 'Tifinagh'),
  whole('olchiki', 'NotoSansOlChiki', 'Ol_Chiki'),
  whole('meetei', 'NotoSansMeeteiMayek', 'Meetei_Mayek'),
  whole('javanese', 'NotoSansJavanese', 'Javanese'),
  whole('balinese', 'NotoSansBalinese', 'Balinese'),
  whole('yi', 'NotoSansYi', 'Yi'),
  whole('vai', 'NotoSansVai', 'Vai'),
  whole('coptic', 'NotoSansCoptic', 'Coptic', 'NotoSansCoptic_400Regular.ttf'),
  {
    // The sliced Korean faces lack the letters that syllables of Old Korean are put together from, and its tone marks; a
    // page's part of each font has a blank.
    ...whole('jamo', 'NotoSansKR', 'Hangul'),
    package: '@expo-google-fonts/noto-sans-kr',
    only: /[ \u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff\u302e\u302f]/,
  },
  noto('sc', 'serif-sc', ['Han', 'Bopomofo', 'Hiragana', 'Katakana']),
  noto('tc', 'serif-tc', ['Han', 'Bopomofo']),
  noto('jp', 'serif-jp', ['Han', 'Hiragana', 'Katakana']),
  noto('kr', 'serif-kr', ['Han', 'Hangul']),
  // Has by far the most characters of the second plane; only for what the others lack.
  noto('hk', 'serif-hk', ['Han']),
];
