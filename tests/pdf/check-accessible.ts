import { type Dictionary, isDictionary, isName, isRef, isText, PdfFile, type Value } from './pdf-file';

/** The rules of PDF/UA-1 that a PDF breaks, by the numbers of the Matterhorn Protocol 1.1, and how it is read. */
export type Accessibility = {
  problems: string[];
  /** Each element with its depth, language, and text or alternative text. */
  outline: string[];
  metadata: string;
  /** How many parts of each page are marked as artifacts. */
  artifacts: number[];
};

const STANDARD = new Set(
  'Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct P H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference Code Link Annot Figure Formula Form'.split(
    ' ',
  ),
);
const MAY_HAVE: Record<string, string[]> = {
  L: ['L', 'LI', 'Caption'],
  LI: ['Lbl', 'LBody'],
  Table: ['TR', 'THead', 'TBody', 'TFoot', 'Caption'],
  TR: ['TH', 'TD'],
};
const MUST_BE_IN: Record<string, string[]> = {
  LI: ['L'],
  Lbl: ['LI'],
  LBody: ['LI'],
  TR: ['Table', 'THead', 'TBody', 'TFoot'],
  TH: ['TR'],
  TD: ['TR'],
};
const PAINTS = new Set('S s f F f* B B* b b* sh Do Tj TJ'.split(' '));
const FOREIGN = /[^\P{L}\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u;

export function checkAccessible(pdf: Buffer): Accessibility {
  return new Checker(pdf).check();
}

/** A piece of marked content. */
type Marked = { text: string; languages: (string | null)[]; used: number };

class Checker {
  private readonly file: PdfFile;
  private readonly problems: string[] = [];
  private readonly outline: string[] = [];
  private readonly artifacts: number[] = [];
  private readonly marked = new Map<string, Marked>();
  private readonly fonts = new Map<Dictionary, Map<string, string>>();
  private readonly headings: number[] = [];
  private readonly numbers = new Map<number, Value>();
  private readonly annotationsIn = new Map<number, string>();

  constructor(pdf: Buffer) {
    this.file = new PdfFile(pdf);
  }

  check(): Accessibility {
    const { file } = this;
    const { entries } = file.catalog;
    const viewer = file.dictionary(entries.get('ViewerPreferences')).entries;
    this.expect(file.trailer.entries.get('Encrypt') === undefined, '26-001: the file is encrypted');
    this.expect(file.dictionary(entries.get('MarkInfo')).entries.get('Marked') === true, '06: not marked as tagged');
    this.expect(viewer.get('DisplayDocTitle') === true, '07-001: the title is not displayed');
    const language = file.text(entries.get('Lang'));
    this.expect(Boolean(language), '11-001: no language');
    const metadata = this.checkMetadata();
    const root = file.dictionary(entries.get('StructTreeRoot')).entries;
    this.readNumbers(file.dictionary(root.get('ParentTree')));
    for (const { ref, page } of file.pages()) this.readPage(ref, page);
    const top = root.get('K');
    this.expect(isRef(top), '09: the structure has not one root');
    if (isRef(top)) this.element(top.ref, null, 0, language, null);
    for (const [place, { used, text }] of this.marked) {
      this.expect(used === 1, `01-005: ${place} (${text}) is in ${used} elements`);
    }
    this.checkHeadings();
    for (const { page } of file.pages()) this.checkAnnotations(page);
    this.checkFonts();
    return { problems: this.problems, outline: this.outline, metadata, artifacts: this.artifacts };
  }

  private expect(is: boolean, problem: string): void {
    if (!is) this.problems.push(problem);
  }

  private checkMetadata(): string {
    const { file } = this;
    const stream = file.dictionary(file.catalog.entries.get('Metadata'));
    this.expect(file.name(stream.entries.get('Subtype')) === 'XML', '06-001: no metadata');
    if (!stream.stream) return '';
    const metadata = file.data(stream).toString('utf8');
    this.expect(/<pdfuaid:part>1<\/pdfuaid:part>/.test(metadata), '06-002: it does not say PDF/UA-1');
    const [, title = ''] = /<dc:title><rdf:Alt><rdf:li xml:lang="x-default">([^<]+)</.exec(metadata) ?? [];
    const plain = title.replaceAll(/&(amp|lt|gt|quot|#39);/g, (_all, name: string) => ENTITIES[name]!);
    this.expect(plain !== '', '06-003: no title');
    const info = file.dictionary(file.trailer.entries.get('Info')).entries;
    this.expect(
      file.text(info.get('Title')) === plain,
      `06-003: two titles: ${plain}, ${file.text(info.get('Title'))}`,
    );
    return metadata;
  }

  private readNumbers({ entries }: Dictionary): void {
    const numbers = this.file.array(entries.get('Nums'));
    for (let at = 0; at < numbers.length; at += 2) this.numbers.set(numbers[at] as number, numbers[at + 1]!);
    for (const kid of this.file.array(entries.get('Kids'))) this.readNumbers(this.file.dictionary(kid));
  }

  private readPage(ref: number, page: Dictionary): void {
    const { file } = this;
    const resources = file.dictionary(page.entries.get('Resources')).entries;
    const fonts = file.dictionary(resources.get('Font')).entries;
    const open: { mcid: number | null; artifact: boolean; actual: boolean; language: string | null }[] = [];
    let font: Map<string, string> | undefined;
    let artifacts = 0;
    for (const { operator, operands } of file.contentOf(page)) {
      if (operator === 'BDC' || operator === 'BMC') {
        const [tag, properties] = operands;
        const entries = isDictionary(properties) ? properties.entries : new Map<string, Value>();
        const mcid = entries.get('MCID') ?? null;
        const artifact = isName(tag) && tag.name === 'Artifact';
        const inside = open.some((each) => each.artifact || each.mcid !== null);
        this.expect(!(artifact && inside), '01-003: an artifact inside of tagged content');
        this.expect(!(mcid !== null && open.some((each) => each.artifact)), '01-004: tagged content in an artifact');
        if (artifact) artifacts++;
        if (typeof mcid === 'number') {
          this.expect(!this.marked.has(`${ref} ${mcid}`), `01: number ${mcid} is used twice`);
          this.marked.set(`${ref} ${mcid}`, { text: '', languages: [], used: 0 });
        }
        const actual = file.text(entries.get('ActualText'));
        const current = open.findLast((each) => each.mcid !== null)?.mcid;
        if (actual !== null && current !== undefined) this.marked.get(`${ref} ${current}`)!.text += actual;
        const language = file.text(entries.get('Lang'));
        open.push({ mcid: mcid as number | null, artifact, actual: actual !== null, language });
      } else if (operator === 'EMC') {
        this.expect(open.pop() !== undefined, '01: marked content ends that did not begin');
      } else if (operator === 'Tf') {
        font = this.readFont(file.dictionary(fonts.get((operands[0] as { name: string }).name)));
      } else if (PAINTS.has(operator)) {
        const mcid = open.findLast((each) => each.mcid !== null)?.mcid;
        this.expect(
          open.some(({ artifact }) => artifact) || mcid !== undefined,
          `01-005: ${operator} is in no element`,
        );
        if (mcid === undefined || !operator.startsWith('T')) continue;
        const shown = (operator === 'TJ' ? (operands[0] as Value[]) : operands).filter(isText);
        const text = shown.map(({ bytes }) => this.read(font!, bytes)).join('');
        const marked = this.marked.get(`${ref} ${mcid}`)!;
        if (!open.some(({ actual }) => actual)) marked.text += text;
        if (FOREIGN.test(text)) marked.languages.push(open.findLast(({ language }) => language)?.language ?? null);
      }
    }
    this.expect(open.length === 0, '01: marked content does not end');
    this.artifacts.push(artifacts);
  }

  private readFont(font: Dictionary): Map<string, string> {
    const known = this.fonts.get(font);
    if (known) return known;
    const map = new Map<string, string>();
    this.fonts.set(font, map);
    const stream = this.file.dictionary(font.entries.get('ToUnicode'));
    if (!stream.stream) return map;
    const text = this.file.data(stream).toString('latin1');
    const characters = (hex: string) => Buffer.from(hex, 'hex').swap16().toString('utf16le');
    for (const [, table] of text.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
      for (const [, code, to] of table!.matchAll(/<(\w{4})>\s*<(\w+)>/g)) map.set(code!.toLowerCase(), characters(to!));
    }
    for (const [, table] of text.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
      for (const [, from, last, to] of table!.matchAll(/<(\w{4})>\s*<(\w{4})>\s*<(\w{4})>/g)) {
        for (let code = Number.parseInt(from!, 16); code <= Number.parseInt(last!, 16); code++) {
          const character = Number.parseInt(to!, 16) + code - Number.parseInt(from!, 16);
          map.set(code.toString(16).padStart(4, '0'), String.fromCharCode(character));
        }
      }
    }
    return map;
  }

  private read(font: Map<string, string>, bytes: Buffer): string {
    const codes = bytes.toString('hex').match(/.{4}/g) ?? [];
    for (const code of codes) this.expect(font.has(code), `10-001: code ${code} reads as nothing`);
    return codes.map((code) => font.get(code) ?? '').join('');
  }

  private element(
    ref: number,
    parent: number | null,
    depth: number,
    outer: string | null,
    above: string | null,
  ): string {
    const { file } = this;
    const { entries } = file.dictionary({ ref });
    const type = file.name(entries.get('S')) ?? '?';
    this.expect(STANDARD.has(type), `02-001: ${type} is no standard type`);
    const up = entries.get('P');
    this.expect(parent === null || (isRef(up) && up.ref === parent), `09: ${type} has another parent`);
    this.expect(!MUST_BE_IN[type] || MUST_BE_IN[type].includes(above ?? ''), `09-004: ${type} in ${above}`);
    this.expect(!MAY_HAVE[above ?? ''] || MAY_HAVE[above!]!.includes(type), `09-004: ${type} in ${above}`);
    const language = file.text(entries.get('Lang')) ?? outer;
    const alt = file.text(entries.get('Alt'));
    const at = this.outline.push('') - 1;
    const kids = file.resolve(entries.get('K'));
    const types: string[] = [];
    let text = '';
    for (const kid of Array.isArray(kids) ? kids : kids === null ? [] : [entries.get('K')!]) {
      if (isRef(kid)) types.push(this.element(kid.ref, ref, depth + 1, language, type));
      else if (isDictionary(kid) && kid.entries.has('Obj')) {
        const { ref: object } = kid.entries.get('Obj') as { ref: number };
        this.annotationsIn.set(object, type);
        const key = file.dictionary({ ref: object }).entries.get('StructParent') as number;
        this.expect((this.numbers.get(key) as { ref: number })?.ref === ref, `28: the parent of annotation ${object}`);
      } else text += this.content(kid, entries.get('Pg'), ref, language);
    }
    const heading = /^H(\d)$/.exec(type)?.[1];
    if (heading) this.headings.push(Number(heading));
    if (type === 'Figure') this.checkFigure(entries.get('A'), alt);
    if (type === 'TH')
      this.expect(/^(Row|Column)$/.test(this.attribute(entries.get('A'), 'Scope')), '15-003: no scope');
    if (type === 'Table') this.checkRows(ref);
    const said = alt === null ? text : `[${alt}]`;
    const own = file.text(entries.get('Lang'));
    this.outline[at] = `${'  '.repeat(depth)}${type}${own && own !== outer ? ` (${own})` : ''}${said && `: ${said}`}`;
    return type;
  }

  private content(kid: Value, page: Value | undefined, ref: number, language: string | null): string {
    const own = isDictionary(kid) ? (kid.entries.get('Pg') ?? page) : page;
    const mcid = isDictionary(kid) ? kid.entries.get('MCID') : kid;
    const marked = isRef(own) ? this.marked.get(`${own.ref} ${mcid}`) : undefined;
    if (!marked || !isRef(own)) {
      this.problems.push(`01: an element has content ${mcid}, which no page has`);
      return '';
    }
    marked.used++;
    const key = this.file.dictionary(own).entries.get('StructParents') as number;
    const owner = this.file.array(this.numbers.get(key))[mcid as number];
    this.expect(isRef(owner) && owner.ref === ref, `01: the parent of content ${mcid}`);
    const spoken = marked.languages.every((each) => (each ?? language ?? 'en') !== 'en');
    this.expect(spoken, `11-002: no language for ${marked.text}`);
    return marked.text;
  }

  private attribute(value: Value | undefined, name: string): string {
    const all = this.file.resolve(value);
    const found = (Array.isArray(all) ? all : [all]).map((each) => this.file.dictionary(each).entries.get(name));
    return this.file.name(found.find((each) => each !== undefined)) ?? '';
  }

  private checkFigure(attributes: Value | undefined, alt: string | null): void {
    this.expect(Boolean(alt), '13-004: a figure without words');
    const box = this.file.array(this.file.dictionary(attributes).entries.get('BBox')) as number[];
    const [left = 0, bottom = 0, right = 0, top = 0] = box;
    this.expect(right - left > 5 && top - bottom > 5, `13: a figure without a place: ${box.join()}`);
  }

  private checkRows(table: number): void {
    const rows = this.elementsIn(table).filter(({ type }) => type === 'TR');
    const widths = new Set(rows.map(({ ref }) => this.elementsIn(ref).length));
    this.expect(widths.size === 1, `15: rows of ${[...widths].join()} cells`);
  }

  private elementsIn(ref: number): { ref: number; type: string | null }[] {
    const kids = this.file.resolve(this.file.dictionary({ ref }).entries.get('K'));
    return (Array.isArray(kids) ? kids : []).filter(isRef).map((kid) => {
      return { ref: kid.ref, type: this.file.name(this.file.dictionary(kid).entries.get('S')) };
    });
  }

  private checkHeadings(): void {
    this.expect(this.headings.length === 0 || this.headings[0] === 1, '14-002: the first heading is not H1');
    this.headings.forEach((level, index) => {
      this.expect(index === 0 || level <= this.headings[index - 1]! + 1, `14-003: H${level} skips a level`);
    });
  }

  private checkAnnotations(page: Dictionary): void {
    const { file } = this;
    const annotations = file.array(page.entries.get('Annots'));
    if (annotations.length > 0) this.expect(file.name(page.entries.get('Tabs')) === 'S', '28-008: no order of tabs');
    for (const annotation of annotations) {
      const { entries } = file.dictionary(annotation);
      const hidden = ((entries.get('F') as number | undefined) ?? 0) & 2;
      if (hidden) continue;
      const type = isRef(annotation) ? this.annotationsIn.get(annotation.ref) : undefined;
      const subtype = file.name(entries.get('Subtype'));
      if (subtype === 'Widget') {
        this.expect(type === 'Form', `28-010: a field in ${type}`);
        this.expect(Boolean(file.text(entries.get('TU'))), '28-005: a field without words');
        continue;
      }
      this.expect(type === subtype, `28-011: a ${subtype} in ${type}`);
      this.expect(Boolean(file.text(entries.get('Contents'))), '28-012: a link without words');
    }
  }

  private checkFonts(): void {
    for (const number of this.file.objectNumbers) {
      const value = this.file.resolve({ ref: number });
      if (!isDictionary(value)) continue;
      const { entries } = value;
      const type = this.file.name(entries.get('Type'));
      if (type === 'FontDescriptor') this.expect(entries.has('FontFile2'), '31-009: a font is not embedded');
      if (type !== 'Font') continue;
      const subtype = this.file.name(entries.get('Subtype'));
      this.expect(subtype === 'Type0' || subtype === 'CIDFontType2', `31: a font of the kind ${subtype}`);
      if (subtype === 'Type0') this.expect(entries.has('ToUnicode'), '31-027: a font reads as nothing');
      else this.expect(this.file.name(entries.get('CIDToGIDMap')) === 'Identity', '31-006: no map to glyphs');
    }
  }
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
