import { type Dictionary, isDictionary, isName, isText, PdfFile, type Value } from './pdf-file';

/** The operators of content streams in ISO 32000-1. */
const OPERATORS = new Set(
  `b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K k l m M MP n q Q re RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' "`.split(
    ' ',
  ),
);
const FORBIDDEN_ANNOTATIONS = new Set(['3D', 'Sound', 'Screen', 'Movie']);
const FORBIDDEN_ACTIONS = new Set(
  'Launch Sound Movie ResetForm ImportData Hide SetOCGState Rendition Trans GoTo3DView JavaScript SetState NoOp'.split(
    ' ',
  ),
);
/** The namespaces whose properties PDF/A knows. */
const KNOWN_PROPERTIES = ['dc', 'xmp', 'pdf', 'pdfaid'];

/** Returns the rules of PDF/A-3u (ISO 19005-3) that a PDF breaks, by their clauses, and whether it says that it follows it. */
export function checkArchival(pdf: Buffer): { claimed: boolean; problems: string[] } {
  const file = new PdfFile(pdf);
  const problems = new Set<string>();
  const expect = (is: boolean, problem: string) => {
    if (!is) problems.add(problem);
  };
  const text = pdf.toString('latin1');
  expect(/^%PDF-1\.[0-7]\n%[\x80-\xff]{4}/.test(text), '6.1.2: header');
  expect(file.array(file.trailer.entries.get('ID')).length === 2, '6.1.3: no file identifier');
  expect(!file.trailer.entries.has('Encrypt'), '6.1.3: encrypted');
  for (const match of text.matchAll(/(?<=[\n\r])(?:\d+ \d+ obj)(.)/gs)) expect(/\s/.test(match[1]!), '6.1.9: obj');

  const { catalog } = file;
  const intents = file.array(catalog.entries.get('OutputIntents')).map((each) => file.dictionary(each).entries);
  expect(intents.length === 1, '6.2.3: one output intent');
  for (const intent of intents) {
    expect(file.name(intent.get('S') ?? null) === 'GTS_PDFA1', '6.2.3: kind of output intent');
    const profile = file.dictionary(intent.get('DestOutputProfile'));
    const data = profile.stream ? file.data(profile) : Buffer.alloc(0);
    expect(data.length > 128 && data.readUInt32BE(0) === data.length, '6.2.3: size of the profile');
    expect(
      data.toString('latin1', 12, 20) === 'mntrRGB ' && data.toString('latin1', 36, 40) === 'acsp',
      '6.2.3: profile',
    );
    expect(profile.entries.get('N') === 3, '6.2.3: components');
  }
  for (const forbidden of ['AA', 'OCProperties', 'Requirements', 'NeedsRendering', 'AlternatePresentations']) {
    expect(!catalog.entries.has(forbidden), `6.5–6.11: ${forbidden} in the catalog`);
  }

  const seen = new Set<Value>();
  const walk = (value: Value) => {
    const resolved = file.resolve(value);
    if (resolved === null || typeof resolved !== 'object' || seen.has(resolved)) return;
    seen.add(resolved);
    if (Array.isArray(resolved)) return resolved.forEach(walk);
    if (!isDictionary(resolved)) return;
    checkDictionary(resolved);
    for (const each of resolved.entries.values()) walk(each);
  };
  const checkDictionary = (font: Dictionary) => {
    const { entries, stream } = font;
    const name = (key: string) => file.name(entries.get(key) ?? null);
    for (const key of entries.keys()) expect(Buffer.byteLength(key) <= 127, '6.1.13: a long name');
    if (stream) {
      for (const key of ['F', 'FFilter', 'FDecodeParms']) expect(!entries.has(key), `6.1.7.1: ${key}`);
      const filters = file.array(entries.get('Filter')).map((each) => file.name(each));
      for (const filter of [...filters, name('Filter')])
        expect(!/^(LZWDecode|Crypt)$/.test(filter ?? ''), '6.1.7.2: filter');
    }
    if (name('Type') === 'Annot' || name('Subtype') === 'Widget') {
      const flags = Number(entries.get('F') ?? Number.NaN);
      expect(!FORBIDDEN_ANNOTATIONS.has(name('Subtype') ?? ''), `6.3.1: ${name('Subtype')}`);
      // Print; none of Invisible, Hidden, NoView and ToggleNoView.
      expect((flags & 4) !== 0 && (flags & (1 + 2 + 32 + 256)) === 0, `6.3.2: flags ${flags} of ${name('Subtype')}`);
      const box = file.array(entries.get('Rect')).map(Number);
      const isEmpty = box[0] === box[2] && box[1] === box[3];
      expect(isEmpty || name('Subtype') === 'Link' || entries.has('AP'), '6.3.3: no appearance');
      expect(!entries.has('AA') && (name('Subtype') !== 'Widget' || !entries.has('A')), '6.4.1: an action of a field');
    }
    if (
      entries.has('S') &&
      FORBIDDEN_ACTIONS.has(name('S') ?? '') &&
      (entries.has('JS') || name('Type') === 'Action')
    ) {
      problems.add(`6.5.1: ${name('S')}`);
    }
    if (name('Subtype') === 'Image') {
      for (const key of ['Alternates', 'OPI']) expect(!entries.has(key), `6.2.8: ${key}`);
      expect(entries.get('Interpolate') !== true, '6.2.8: interpolated');
    }
    if (name('Subtype') === 'Form' && stream)
      for (const key of ['OPI', 'PS', 'Ref']) expect(!entries.has(key), `6.2.9: ${key}`);
    if (name('Type') === 'ExtGState') {
      for (const key of ['TR', 'HTP']) expect(!entries.has(key), `6.2.5: ${key}`);
      expect(/^(Normal|Compatible|Multiply|Screen)?$/.test(name('BM') ?? ''), '6.2.10: blend mode');
    }
    for (const space of ['CS', 'ColorSpace']) expect(name(space) !== 'DeviceCMYK', '6.2.4.3: CMYK');
    if (name('Type') === 'Font') checkFont(font);
    if (entries.has('XFA') || entries.get('NeedAppearances') === true) problems.add('6.4: form');
  };
  /** The codes that pages show in each composite font. */
  const shown = new Map<Value, Set<number>>();
  for (const { page } of file.pages()) {
    const fonts = file.dictionary(file.dictionary(page.entries.get('Resources')).entries.get('Font')).entries;
    let codes = new Set<number>();
    for (const { operator, operands } of file.contentOf(page)) {
      if (operator === 'Tf') {
        const [descendant] = file.array(
          file.dictionary(fonts.get((operands[0] as { name: string }).name)).entries.get('DescendantFonts'),
        );
        const font = file.resolve(descendant ?? null);
        codes = shown.get(font) ?? new Set();
        shown.set(font, codes);
      } else if (operator === 'Tj' || operator === 'TJ') {
        const texts = (operator === 'TJ' ? (operands[0] as Value[]) : operands).filter(isText);
        for (const { bytes } of texts)
          for (let at = 0; at + 1 < bytes.length; at += 2) codes.add(bytes.readUInt16BE(at));
      }
    }
  }
  const checkFont = (font: Dictionary) => {
    const { entries } = font;
    const kind = file.name(entries.get('Subtype') ?? null);
    const called = file.name(entries.get('BaseFont') ?? null);
    if (kind === 'Type0' || kind === 'Type3' || kind === 'TrueType' || kind === 'Type1') {
      expect(entries.has('ToUnicode'), `6.2.11.7.2: ${called} has no map to Unicode`);
    }
    if (kind === 'Type0') {
      expect(/^Identity-[HV]$/.test(file.name(entries.get('Encoding') ?? null) ?? ''), '6.2.11.3.3: encoding');
      return;
    }
    if (kind === 'Type3') return;
    const descriptor = file.dictionary(entries.get('FontDescriptor')).entries;
    const embedded = ['FontFile', 'FontFile2', 'FontFile3'].find((key) => descriptor.has(key));
    expect(embedded !== undefined, `6.2.11.4.1: ${called} is not embedded`);
    if (kind === 'CIDFontType2') {
      const map = file.resolve(entries.get('CIDToGIDMap') ?? null);
      expect(isName(map) ? map.name === 'Identity' : isDictionary(map), '6.2.11.3.2: no map to glyphs');
      if (embedded === 'FontFile2') checkWidths(font, file.data(file.dictionary(descriptor.get('FontFile2'))), called);
    }
  };
  /** Widths of the characters that are shown are the same in the file and in the font (6.2.11.5). */
  const checkWidths = (dictionary: Dictionary, font: Buffer, called: string | null) => {
    const codes = shown.get(dictionary) ?? new Set();
    const table = (tag: string) => {
      for (let at = 12; at < 12 + font.readUInt16BE(4) * 16; at += 16) {
        if (font.toString('latin1', at, at + 4) === tag) return font.subarray(font.readUInt32BE(at + 8));
      }
      return null;
    };
    const [head, hhea, hmtx] = [table('head'), table('hhea'), table('hmtx')];
    if (!head || !hhea || !hmtx) return void problems.add(`6.2.11.5: ${called} has no widths`);
    const [units, count] = [head.readUInt16BE(18), hhea.readUInt16BE(34)];
    const widths = file.array(dictionary.entries.get('W'));
    for (let at = 0; at < widths.length; ) {
      const first = widths[at] as number;
      const next = file.resolve(widths[at + 1] ?? null);
      const list = Array.isArray(next) ? next.map(Number) : [];
      if (!Array.isArray(next)) for (let code = first; code <= Number(next); code++) list.push(Number(widths[at + 2]));
      for (const [index, width] of list.entries()) {
        const own = (hmtx.readUInt16BE(Math.min(first + index, count - 1) * 4) * 1000) / units;
        if (!codes.has(first + index)) continue;
        expect(first + index !== 0, `6.2.11.8: ${called} shows no glyph`);
        expect(Math.abs(own - width) <= 1, `6.2.11.5: ${called} says ${width} for a width of ${own}`);
      }
      at += Array.isArray(next) ? 2 : 3;
    }
  };
  walk(catalog);

  for (const { page } of file.pages()) {
    let depth = 0;
    let deepest = 0;
    for (const { operator, operands } of file.contentOf(page)) {
      expect(OPERATORS.has(operator), `6.2.2: the operator ${operator}`);
      if (operator === 'q') deepest = Math.max(deepest, ++depth);
      if (operator === 'Q') depth--;
      expect(operator !== 'k' && operator !== 'K', '6.2.4.3: CMYK');
      for (const each of operands)
        if (typeof each === 'number')
          expect(Math.abs(each) < 32_767 || Number.isInteger(each), '6.1.13: a large number');
    }
    expect(deepest <= 28, `6.1.13: ${deepest} saved states`);
  }

  const metadata = file.dictionary(catalog.entries.get('Metadata'));
  const written = metadata.stream ? file.data(metadata).toString('utf8') : '';
  expect(!/<\?xpacket[^>]*(bytes|encoding)=/.test(written), '6.6.2.1: packet');
  const described = [...written.matchAll(/<pdfaSchema:prefix>(\w+)</g)].map(([, prefix]) => prefix!);
  const used = [...written.matchAll(/<(\w+):\w+/g)].map(([, prefix]) => prefix!);
  const own = ['x', 'rdf', 'pdfaExtension', 'pdfaSchema', 'pdfaProperty', ...KNOWN_PROPERTIES, ...described];
  for (const prefix of used) expect(own.includes(prefix), `6.6.2.3: ${prefix} is not described`);
  const info = file.dictionary(file.trailer.entries.get('Info')).entries;
  for (const [key, property] of [
    ['Producer', 'pdf:Producer'],
    ['Creator', 'xmp:CreatorTool'],
  ]) {
    const [, said] = new RegExp(`<${property}>([^<]*)<`).exec(written) ?? [];
    expect((file.text(info.get(key!)) ?? undefined) === said, `6.6.3: ${key}`);
  }
  const claimed = /<pdfaid:part>3</.test(written) && /<pdfaid:conformance>U</.test(written);
  return { claimed, problems: [...problems] };
}
