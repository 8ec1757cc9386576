/** How much of a file is checked for the zero bytes of UTF-16. */
const SAMPLE = 2_000;
/** How much of a file decides between code pages. */
const GUESSED_BY = 200_000;

/** The encodings of lists, by their names in the Encoding Standard, with names that people know. */
export const ENCODINGS = {
  'utf-8': 'Unicode (UTF-8)',
  'utf-16le': 'Unicode (UTF-16)',
  'utf-16be': 'Unicode (UTF-16, big-endian)',
  'windows-1252': 'Western European (Windows)',
  macintosh: 'Western European (Mac)',
  ibm850: 'Western European (DOS)',
  'windows-1250': 'Central European (Windows)',
  'iso-8859-2': 'Central European (ISO)',
  'windows-1251': 'Cyrillic (Windows)',
  shift_jis: 'Japanese (Shift-JIS)',
  'euc-jp': 'Japanese (EUC)',
  gb18030: 'Chinese, simplified (GB18030)',
  big5: 'Chinese, traditional (Big5)',
  'euc-kr': 'Korean (EUC-KR)',
} as const;
export type Encoding = keyof typeof ENCODINGS;

export const isEncoding = (name: string): name is Encoding => Object.hasOwn(ENCODINGS, name);

/** The upper half of code page 850, which no browser supports. */
const DOS =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0';

/**
 * Decodes a file as spreadsheets on any system write it: UTF-8 with or without a mark, UTF-16, or the code page in
 * which its words look most like words.
 */
export function decodeText(bytes: Uint8Array): string {
  return decodeAs(bytes, guessEncoding(bytes).encoding);
}

export function decodeAs(bytes: Uint8Array, encoding: Encoding): string {
  if (encoding !== 'ibm850') return new TextDecoder(encoding).decode(bytes);
  return Array.from(bytes, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : DOS[byte - 0x80])).join('');
}

/** Returns the encoding of a file; `sure` when its bytes prove it, otherwise it is a guess that a person can change. */
export function guessEncoding(bytes: Uint8Array): { encoding: Encoding; sure: boolean } {
  const [first, second] = bytes;
  const sure = (encoding: Encoding) => ({ encoding, sure: true });
  if (first === 0xff && second === 0xfe) return sure('utf-16le');
  if (first === 0xfe && second === 0xff) return sure('utf-16be');
  const sample = bytes.subarray(0, SAMPLE);
  const zerosAt = (side: 0 | 1) => sample.filter((byte, index) => byte === 0 && index % 2 === side).length;
  if (zerosAt(1) > sample.length / 4) return sure('utf-16le');
  if (zerosAt(0) > sample.length / 4) return sure('utf-16be');
  if (isUtf8(bytes)) return sure('utf-8');
  return { encoding: likeliest(bytes), sure: false };
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

// The letters of each code page's languages. Letters that several share say little; the others decide.
const WESTERN = 'éèêëáàâäãåíìîïóòôöõøúùûüñçßæœýÿÉÈÊÁÀÂÄÃÅÍÎÓÔÖÕØÚÜÑÇÆŒ’‘“”–—…·ºª¿¡°´';
const CENTRAL = 'áäčďéěíĺľňóôőöŕřšťúůűüýžąćęłńśźżăâîşţđÁÄČĎÉĚÍĽŇÓÔŐÖŘŠŤÚŮŰÜÝŽĄĆĘŁŃŚŹŻĂÂÎŞŢĐ’‘“”„–—…';
const CYRILLIC = /^[\u0400-\u045f’«»“”–—№]$/;
const SINGLE: [encoding: Encoding, isLikely: (character: string) => boolean][] = [
  ['windows-1252', (character) => WESTERN.includes(character)],
  ['macintosh', (character) => WESTERN.includes(character)],
  ['windows-1250', (character) => CENTRAL.includes(character)],
  ['iso-8859-2', (character) => CENTRAL.includes(character)],
  ['ibm850', (character) => WESTERN.includes(character)],
  ['windows-1251', (character) => CYRILLIC.test(character)],
];

/** The lead bytes of each double-byte code page's common characters. */
const DOUBLE: [encoding: Encoding, isCommon: (lead: number, trail: number) => boolean][] = [
  [
    'shift_jis',
    (lead, trail) =>
      (lead >= 0x81 && lead <= 0x83 && trail >= 0x40) ||
      (lead >= 0x88 && lead <= 0x97) ||
      (lead === 0x98 && trail <= 0x72),
  ],
  // Comes before GB18030, which uses the same bytes for other characters.
  ['euc-kr', (lead, trail) => lead >= 0xb0 && lead <= 0xc8 && trail >= 0xa1],
  ['gb18030', (lead, trail) => ((lead >= 0xb0 && lead <= 0xd7) || lead === 0xa1 || lead === 0xa3) && trail >= 0xa1],
  ['big5', (lead) => lead >= 0xa4 && lead <= 0xc6],
  ['euc-jp', (lead, trail) => ((lead >= 0xa4 && lead <= 0xa5) || (lead >= 0xb0 && lead <= 0xcf)) && trail >= 0xa1],
];

function likeliest(whole: Uint8Array): Encoding {
  const bytes = whole.subarray(0, GUESSED_BY);
  const doubles = DOUBLE.map(([encoding, isCommon]) => [encoding, commonShare(bytes, encoding, isCommon)] as const);
  const [double, share] = doubles.reduce((best, each) => (each[1] > best[1] ? each : best));
  const singles = SINGLE.map(
    ([encoding, isLikely]) => [encoding, wordScore(decodeAs(bytes, encoding), isLikely)] as const,
  );
  const [single, score] = singles.reduce((best, each) => (each[1] > best[1] + 1e-9 ? each : best));
  // If nearly all pairs of bytes are common characters, it is not by chance; a single pair could be.
  return share >= 0.75 && share > score ? double : single;
}

/** Returns the share of common characters among a text's double-byte characters; 0 when it is not such a text. */
function commonShare(
  bytes: Uint8Array,
  encoding: Encoding,
  isCommon: (lead: number, trail: number) => boolean,
): number {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return 0;
  }
  let [pairs, common, alone] = [0, 0, 0];
  for (let at = 0; at < bytes.length; at++) {
    const lead = bytes[at]!;
    if (lead < 0x80) continue;
    if (encoding === 'shift_jis' && lead >= 0xa1 && lead <= 0xdf) {
      alone++;
      continue;
    }
    pairs++;
    if (isCommon(lead, bytes[at + 1] ?? 0)) common++;
    at++;
  }
  // A single character between Latin letters is an accent of another code page. A few Chinese characters can all be
  // among the Korean ones.
  if (pairs + alone < 2 || (encoding === 'euc-kr' && pairs < 6)) return 0;
  return common / (pairs + alone / 2);
}

/**
 * Scores how much the characters beyond ASCII look like letters in words: a capital after a small letter, or a symbol
 * between letters, comes from the wrong code page.
 */
function wordScore(text: string, isLikely: (character: string) => boolean): number {
  let [all, score] = [0, 0];
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (character < '\u0080') continue;
    all++;
    const before = text[at - 1] ?? ' ';
    const after = text[at + 1] ?? ' ';
    const isLetter = /\p{L}/u.test(character);
    const inWord = /\p{L}/u.test(before) || /\p{L}/u.test(after);
    const isCapital = isLetter && character !== character.toLowerCase();
    // No word has Latin and Cyrillic letters.
    if (/[\u0400-\u045f]/.test(character) && (/[A-Za-z]/.test(before) || /[A-Za-z]/.test(after))) score -= 1;
    else if (isCapital && /\p{Ll}/u.test(before)) score -= 1;
    else if (isLetter && !isCapital && /[A-Z]/.test(after)) score -= 1;
    else if (isLetter && !isCapital && /\p{Lu}/u.test(before) && /\p{Lu}/u.test(after)) score -= 0.5;
    // "1ª" is followed by no letter; "ªtefan" is a Romanian Ştefan in the wrong code page.
    else if (/[ªº]/.test(character) && /\p{L}/u.test(after)) score -= 1;
    else if (/[’‘–—-]/.test(character)) score += 0.8;
    else if (!isLetter && inWord) score -= 1;
    else if (!isLikely(character)) score -= 0.3;
    // Portuguese has õ only before e; elsewhere it is a Hungarian ő in the wrong code page.
    else if (/[õÕ]/.test(character) && !/[eE]/.test(after)) score -= 0.5;
    // The Scandinavian ø near an acute accent is a Czech ř in the wrong code page.
    else if (character === 'ø' && /[áíéýúìèùò]/.test(text.slice(Math.max(0, at - 3), at + 4))) score -= 0.5;
    else score += 1;
  }
  return all === 0 ? 0 : score / all;
}

/** The characters that Windows-1252 has in place of the control characters 0x80 to 0x9f. */
const WINDOWS = new Map(
  Array.from({ length: 32 }, (_, index) => [
    new TextDecoder('windows-1252').decode(Uint8Array.of(0x80 + index)),
    0x80 + index,
  ]),
);

/**
 * Undoes what programs do that read UTF-8 as Windows-1252 and write it as UTF-8 again: "JosÃ©" is "José". Lines that are
 * not such text stay as they are.
 */
export function withoutSecondEncoding(text: string): string {
  if (!/[ÂÃÄÅ]\P{ASCII}/u.test(text)) return text;
  return text.replaceAll(/[^\r\n]+/g, (line) => (/[ÂÃÄÅ]\P{ASCII}/u.test(line) ? (onceEncoded(line) ?? line) : line));
}

function onceEncoded(line: string): string | null {
  const bytes = Array.from(line, (character) => WINDOWS.get(character) ?? character.codePointAt(0)!);
  if (bytes.some((byte) => byte > 0xff)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes));
  } catch {
    return null;
  }
}
