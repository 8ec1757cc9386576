import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { deflateSync } from 'node:zlib';
import { entryOf, itemsOf, referredObject, withEntry } from './dictionary';
import { informationOf, metadataOf } from './document-information';
import {
  languageParts,
  type MarkedContent,
  type Part,
  type Retag,
  readMarkedContent,
  retagContent,
} from './marked-content';
import { COLOR_PROFILE, outputIntents } from './output-intent';
import { pdfString, textOf } from './pdf-text';
import { type PdfObject, type PdfObjects, printedObjects } from './printed-objects';
import { PdfSection } from './section';
import { type Content, contentsIn, type Element, readElement, rebuilt } from './structure';
import { characterMapOf, contentOf } from './text-runs';

/** As small as the browser makes it, and four times as fast as the default. */
const ZIP_LEVEL = 3;

const UNLIKE = 'this PDF is not built as the browser builds it';

/**
 * Rewrites a PDF that the browser printed so that it follows PDF/UA-1 (ISO 14289-1) and PDF/A-3u (ISO 19005-3): it looks the same, and declares
 * whether each drawn thing is text of an element, a figure with a position and alternative text, or decoration. The
 * same print gives the same bytes. Other requests to this process run between pages.
 * @throws when the browser built it differently than it does today
 */
export async function accessible(printed: Buffer): Promise<Buffer> {
  const { objects, root, info, size: firstFree } = printedObjects(printed);
  const catalog = valueIn(objects, root);
  const structure = referredObject(entryOf(catalog, 'StructTreeRoot'));
  // A page without text has no structure.
  if (structure === null) return printed;
  const title = textOf(entryOf(valueIn(objects, info), 'Title') ?? '()');
  const pages = pagesOf(objects, referredObject(entryOf(catalog, 'Pages')));
  const read = new Map<number, Page>();
  for (const page of pages) {
    read.set(page, readPage(objects, page));
    await setImmediate();
  }
  const top = referredObject(entryOf(valueIn(objects, structure), 'K'));
  if (top === null) throw new Error(UNLIKE);
  const document = rebuilt(readElement(objects, top), ({ page, number }) => read.get(page)?.contents.get(number));

  const written: PdfObjects = new Map();
  for (const [number, object] of objects) if (!isStructure(object, number, structure)) written.set(number, object);
  const textsOf = ({ page, number }: Content) => read.get(page)?.contents.get(number)?.texts ?? [];
  const tree = new TreeWriter(freeNumbers(written, firstFree), written, textsOf);
  const structureRoot = tree.write(document, entryOf(catalog, 'Lang'));
  const metadata = tree.number();
  written.set(metadata, metadataOf(title));
  const profile = tree.number();
  written.set(profile, COLOR_PROFILE);
  written.set(info, { value: informationOf(title), stream: null });
  for (const [page, { object, text }] of read) {
    const retag: Retag = (number) => tree.tagOf({ kind: 'content', page, number });
    const content = Buffer.from(retagContent(text, retag), 'latin1');
    written.set(object, { value: '<</Filter/FlateDecode>>', stream: deflateSync(content, { level: ZIP_LEVEL }) });
    const key = tree.keyOf(page);
    const value = withEntry(valueIn(objects, page), 'Tabs', '/S');
    written.set(page, { value: withEntry(value, 'StructParents', String(key)), stream: null });
    await setImmediate();
  }
  tree.end(structureRoot);
  written.set(root, {
    value: [
      ['StructTreeRoot', `${structureRoot} 0 R`],
      ['Metadata', `${metadata} 0 R`],
      ['OutputIntents', outputIntents(profile)],
      ['MarkInfo', '<</Marked true>>'],
      ['ViewerPreferences', '<</DisplayDocTitle true>>'],
    ].reduce((value, [key, entry]) => withEntry(value, key!, entry!), catalog),
    stream: null,
  });

  const section = new PdfSection(0);
  section.text('%PDF-1.7\n%\xd3\xeb\xe9\xe1\n');
  const hash = createHash('sha256');
  const numbers = [...written.keys()].sort((one, other) => one - other);
  for (const number of numbers) {
    const { value, stream } = written.get(number)!;
    section.object(number, stream ? value.replace(LENGTH, '') : value, stream);
    hash.update(value).update(stream ?? '');
  }
  const id = hash.digest('hex').slice(0, 32).toUpperCase();
  const size = numbers.at(-1)! + 1;
  return section.end(`/Size ${size}/Root ${root} 0 R/Info ${info} 0 R/ID[<${id}><${id}>]`).bytes;
}

const LENGTH = /\/Length \d+(?: 0 R)?\s*/;

type Page = { object: number; text: string; contents: Map<number, MarkedContent> };

function readPage(objects: PdfObjects, page: number): Page {
  const value = valueIn(objects, page);
  const object = referredObject(entryOf(value, 'Contents'));
  const stream = objects.get(object ?? -1);
  if (object === null || !stream) throw new Error(UNLIKE);
  const resources = dictionaryOf(objects, entryOf(value, 'Resources'));
  const fonts = dictionaryOf(objects, entryOf(resources, 'Font'));
  const maps = new Map<string, Map<string, string>>();
  const text = contentOf(stream).toString('latin1');
  const contents = readMarkedContent(text, (font, code) => {
    const map = maps.get(font) ?? characterMapOf(entryOf(fonts, font), objects);
    maps.set(font, map);
    return map.get(code) ?? '\ufffd';
  });
  return { object, text, contents };
}

/** Returns the object numbers of all pages, in order. */
function pagesOf(objects: PdfObjects, node: number | null): number[] {
  const value = node === null ? '<<>>' : valueIn(objects, node);
  if (entryOf(value, 'Type') === '/Page') return [node!];
  return itemsOf(entryOf(value, 'Kids') ?? '[]').flatMap((kid) => pagesOf(objects, referredObject(kid)));
}

/** Returns whether an object is part of the structure that the browser wrote: its elements and the trees over them. */
function isStructure({ value }: PdfObject, number: number, structure: number): boolean {
  if (number === structure || /^\[\s*(?:\d+ 0 R|null)/.test(value)) return true;
  return STRUCTURE.test(value);
}

/** Matches the structure's elements, and the trees that find them by their keys and names. */
const STRUCTURE = /^<<\s*\/(?:Type\s*\/(?:StructElem|ParentTree)\b|Limits\b|Names\b)/;

function* freeNumbers(taken: PdfObjects, size: number): Generator<number, never> {
  for (let number = 1; ; number++) if (number >= size || !taken.has(number)) yield number;
}

/** Writes a structure tree, and gives its marked content new numbers in the order of the structure. */
class TreeWriter {
  private readonly places = new Map<string, { tag: string; parts: Part[] }>();
  /** For each page, the element that each of its marked-content numbers belongs to. */
  private readonly owners = new Map<number, number[]>();
  /** The entries of the parent tree: pages and annotations by their keys. */
  private readonly entries: [key: number, reference: string][] = [];
  private nextKey = 0;

  constructor(
    private readonly free: Generator<number, never>,
    private readonly written: PdfObjects,
    private readonly textsOf: (content: Content) => readonly string[],
  ) {}

  number(): number {
    return this.free.next().value;
  }

  /** Writes all elements, and returns the number of the tree's root, which `end` completes. */
  write(document: Element, language: string | null): number {
    const structureRoot = this.number();
    const top = this.element({ ...document, language: document.language ?? language }, structureRoot);
    this.written.set(structureRoot, { value: `<</Type/StructTreeRoot/K ${top} 0 R>>`, stream: null });
    return structureRoot;
  }

  tagOf({ page, number }: Content) {
    return this.places.get(`${page} ${number}`) ?? null;
  }

  /** Lists the elements of a page's marked content, and returns the key of the list. */
  keyOf(page: number): number {
    const key = this.nextKey++;
    const list = this.number();
    const owners = this.owners.get(page) ?? [];
    this.written.set(list, { value: `[${owners.map((owner) => `${owner} 0 R`).join(' ')}]`, stream: null });
    this.entries.push([key, `${list} 0 R`]);
    return key;
  }

  end(structureRoot: number): void {
    const parents = this.number();
    const numbers = this.entries.map(([key, reference]) => `${key} ${reference}`).join(' ');
    const { value } = this.written.get(structureRoot)!;
    this.written.set(parents, { value: `<</Type/ParentTree/Nums[${numbers}]>>`, stream: null });
    const tree = withEntry(value, 'ParentTree', `${parents} 0 R`);
    this.written.set(structureRoot, {
      value: withEntry(tree, 'ParentTreeNextKey', String(this.nextKey)),
      stream: null,
    });
  }

  private element(element: Element, parent: number): number {
    const number = this.number();
    // Reserves the number now, so that the numbers of elements follow their order.
    this.written.set(number, { value: 'null', stream: null });
    const page = contentsIn(element)[0]?.page ?? null;
    const kids = element.kids.flatMap((kid) => {
      if (kid.kind === 'element') return `${this.element(kid, number)} 0 R`;
      if (kid.kind === 'annotation') return this.annotation(kid.object, kid.page, number, element);
      const placed = this.place(kid, element, number);
      return placed.map((each) => (kid.page === page ? `${each}` : `<</Type/MCR/Pg ${kid.page} 0 R/MCID ${each}>>`));
    });
    const entries = [
      `/Type/StructElem/S/${element.type}/P ${parent} 0 R`,
      element.kids.some(({ kind }) => kind === 'content') ? `/Pg ${page} 0 R` : '',
      element.language ? `/Lang${element.language}` : '',
      element.alt ? `/Alt${element.alt}` : '',
      attributesOf(element),
      kids.length === 1 ? `/K ${kids[0]}` : `/K[${kids.join(' ')}]`,
    ];
    this.written.set(number, { value: `<<${entries.join('')}>>`, stream: null });
    return number;
  }

  private place(content: Content, { type, language }: Element, owner: number): number[] {
    const owners = this.owners.get(content.page) ?? [];
    this.owners.set(content.page, owners);
    const found = language === null ? languageParts(this.textsOf(content)) : [{ from: 0, language: null }];
    const parts = found.map((part) => ({ ...part, number: owners.push(owner) - 1 }));
    this.places.set(`${content.page} ${content.number}`, { tag: type, parts });
    return parts.map(({ number }) => number);
  }

  private annotation(object: number, page: number, owner: number, element: Element): string {
    const { value } = this.written.get(object)!;
    const key = this.nextKey++;
    this.entries.push([key, `${owner} 0 R`]);
    const said = altIn(element) ?? entryOf(entryOf(value, 'A') ?? '<<>>', 'URI') ?? pdfString('Link');
    const keyed = withEntry(value, 'StructParent', String(key));
    this.written.set(object, {
      value: entryOf(keyed, 'Contents') ? keyed : withEntry(keyed, 'Contents', said),
      stream: null,
    });
    return `<</Type/OBJR/Pg ${page} 0 R/Obj ${object} 0 R>>`;
  }
}

/** Returns the first alternative text of a figure inside the element. */
function altIn(element: Element): string | null {
  for (const kid of element.kids) {
    const alt = kid.kind === 'element' ? (kid.alt ?? altIn(kid)) : null;
    if (alt) return alt;
  }
  return element.alt;
}

function attributesOf({ type, scope, numbering, box }: Element): string {
  if (type === 'TH') return `/A<</O/Table/Scope${scope ?? '/Column'}>>`;
  if (type === 'L') return `/A<</O/List/ListNumbering${numbering ?? '/None'}>>`;
  if (type !== 'Figure' || !box) return '';
  const [left, bottom, right, top] = box;
  const places = [Math.floor(left), Math.floor(bottom), Math.ceil(right), Math.ceil(top)];
  return `/A<</O/Layout/Placement/Block/BBox[${places.join(' ')}]>>`;
}

function valueIn(objects: PdfObjects, number: number): string {
  const value = objects.get(number)?.value;
  if (!value?.startsWith('<<')) throw new Error(UNLIKE);
  return value;
}

/** Returns a dictionary that is written directly or as an object of its own. */
function dictionaryOf(objects: PdfObjects, value: string | null): string {
  const number = referredObject(value);
  return number === null ? (value ?? '<<>>') : valueIn(objects, number);
}
