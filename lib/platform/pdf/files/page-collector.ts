import { entryOf, referredObject, withEntry } from './dictionary';
import { informationOf, metadataOf } from './document-information';
import { COLOR_PROFILE, outputIntents } from './output-intent';
import { PackedWriter } from './packed-writer';
import type { PdfObject, PdfObjects, PrintedObjects } from './printed-objects';

/** The most pages under one node of the page tree, and the most entries under one of the parent tree. */
const BRANCH = 200;

const UNLIKE = 'this PDF is not built as the browser builds it';

/** A sheet that was added: what its copies have in common is already written. */
export type Sheet = {
  /** The objects that each copy has for itself, split at their references. */
  own: Map<number, TakenApart>;
  page: number;
  /** The element that contains all of the sheet's structure. */
  document: number;
  /** Which marked content belongs to which objects: entries of the parent tree. */
  marked: [key: number, object: number][];
  /** New numbers of the objects that all copies share. */
  shared: Map<number, number>;
};

/**
 * Collects printed sheets, and copies of them with some objects changed, into one tagged PDF, page after page. Fonts,
 * pictures and fixed content are written once per sheet. Only positions and numbers stay in memory, so the number of pages
 * does not matter.
 */
export class PageCollector {
  private readonly writer = new PackedWriter();
  private readonly catalog = this.writer.number();
  private readonly pages = this.writer.number();
  private readonly structure = this.writer.number();
  private readonly parents = this.writer.number();
  private readonly document = this.writer.number();
  private readonly parts: number[] = [];
  private readonly branches: { number: number; pages: number[] }[] = [];
  private readonly markedBranches: string[] = [];
  private marked: [number, string][] = [];
  private nextKey = 0;

  /** Adds a sheet as the browser printed it. It becomes a page only with `addCopy`. */
  addSheet({ objects, root }: Pick<PrintedObjects, 'objects' | 'root'>): Sheet {
    const structure = dictionaryOf(objects, referredObject(entryOf(dictionaryOf(objects, root), 'StructTreeRoot')));
    const document = referredObject(entryOf(structure, 'K'));
    const tree = dictionaryOf(objects, referredObject(entryOf(structure, 'ParentTree')));
    const page = [...objects].find(([, { value }]) => isDictionary(value) && entryOf(value, 'Type') === '/Page')?.[0];
    if (page === undefined || document === null) throw new Error(UNLIKE);
    const marked = [...(entryOf(tree, 'Nums') ?? '').matchAll(/(\d+)\s+(\d+) 0 R/g)].map(
      ([, key, object]) => [Number(key), Number(object)] as [number, number],
    );
    const needed = neededBy(objects, [page, document, ...marked.map(([, object]) => object)]);
    const ownNumbers = ownOf(needed, page);
    const own = new Map<number, TakenApart>();
    const shared = new Map<number, number>();
    for (const [number, object] of needed) {
      if (ownNumbers.has(number)) own.set(number, takenApart(object));
      else shared.set(number, this.writer.number());
    }
    for (const [number, written] of shared) this.write(written, takenApart(objects.get(number)!), shared);
    return { own, page, document, marked, shared };
  }

  /**
   * Adds a page: the sheet with these objects changed. They may only refer to what they refer to in the sheet, or to each
   * other.
   */
  addCopy(sheet: Sheet, changed: PdfObjects = new Map()): void {
    const { page, document, marked, shared } = sheet;
    const own = new Map(sheet.own);
    for (const [number, object] of changed) own.set(number, takenApart(object));
    const numbers = new Map(shared);
    for (const number of own.keys()) numbers.set(number, this.writer.number());
    const branch = this.branch();
    branch.pages.push(numbers.get(page)!);
    this.parts.push(numbers.get(document)!);
    for (const [number, object] of own) {
      const placed = this.placed(number, sheet, branch.number);
      this.write(numbers.get(number)!, object, numbers, placed);
    }
    let last = 0;
    for (const [key, object] of marked) {
      this.marked.push([this.nextKey + key, `${numbers.get(object)} 0 R`]);
      last = Math.max(last, key);
    }
    this.nextKey += last + 1;
    if (this.marked.length >= BRANCH) this.endMarkedBranch();
  }

  /** Returns what was written since the last call. */
  take(): Buffer {
    return this.writer.take();
  }

  end(title: string): void {
    if (this.parts.length === 0) throw new Error('A PDF needs a page.');
    this.endMarkedBranch();
    const list = (numbers: readonly number[]) => numbers.map((number) => `${number} 0 R`).join(' ');
    for (const { number, pages } of this.branches) {
      this.writer.put(number, `<</Type/Pages/Parent ${this.pages} 0 R/Count ${pages.length}/Kids[${list(pages)}]>>`);
    }
    const kids = list(this.branches.map(({ number }) => number));
    this.writer.put(this.pages, `<</Type/Pages/Count ${this.parts.length}/Kids[${kids}]>>`);
    this.writer.put(this.parents, `<</Kids[${this.markedBranches.join(' ')}]>>`);
    this.writer.put(
      this.document,
      `<</Type/StructElem/S/Document/Lang(en)/P ${this.structure} 0 R/K[${list(this.parts)}]>>`,
    );
    this.writer.put(
      this.structure,
      `<</Type/StructTreeRoot/K ${this.document} 0 R/ParentTree ${this.parents} 0 R/ParentTreeNextKey ${this.nextKey}>>`,
    );
    const [metadata, profile] = [this.writer.number(), this.writer.number()];
    this.writer.put(
      this.catalog,
      `<</Type/Catalog/Pages ${this.pages} 0 R/StructTreeRoot ${this.structure} 0 R/Metadata ${metadata} 0 R/OutputIntents${outputIntents(profile)}/MarkInfo<</Marked true>>/Lang(en)/ViewerPreferences<</DisplayDocTitle true>>>>`,
    );
    const { value, stream } = metadataOf(title);
    this.writer.stream(metadata, value, stream!);
    this.writer.stream(profile, COLOR_PROFILE.value, COLOR_PROFILE.stream!);
    const info = this.writer.number();
    this.writer.put(info, informationOf(title));
    this.writer.end(`/Root ${this.catalog} 0 R/Info ${info} 0 R`);
  }

  /**
   * Returns a function that adjusts a page, its structure's top and anything with marked content to its place in this file.
   */
  private placed(number: number, { page, document }: Sheet, branch: number): (value: string) => string {
    if (number === page) return (value) => withEntry(this.keyed(value), 'Parent', `${branch} 0 R`);
    if (number === document) {
      return (value) => withEntry(withEntry(value, 'P', `${this.document} 0 R`), 'S', '/Part');
    }
    return (value) => this.keyed(value);
  }

  private keyed(value: string): string {
    if (!value.includes('/StructParent')) return value;
    return value.replace(KEY, (_all, name: string, key: string) => `/${name} ${this.nextKey + Number(key)}`);
  }

  private write(
    number: number,
    { texts, references, stream }: TakenApart,
    numbers: ReadonlyMap<number, number>,
    placed: (value: string) => string = (text) => text,
  ): void {
    let value = texts[0]!;
    references.forEach((reference, index) => {
      const other = numbers.get(reference);
      // A reference to an object that is not copied becomes null, which is how a reader treats a dangling reference.
      value += (other === undefined ? 'null' : `${other} 0 R`) + texts[index + 1];
    });
    const text = placed(value);
    if (stream) this.writer.stream(number, text.replace(/\/Length \d+\s*/, ''), stream);
    else this.writer.put(number, text);
  }

  private branch() {
    const last = this.branches.at(-1);
    if (last && last.pages.length < BRANCH) return last;
    const branch = { number: this.writer.number(), pages: [] };
    this.branches.push(branch);
    return branch;
  }

  private endMarkedBranch(): void {
    const [first, last] = [this.marked[0], this.marked.at(-1)];
    if (!first || !last) return;
    const number = this.writer.number();
    const entries = this.marked.map(([key, object]) => `${key} ${object}`).join(' ');
    this.writer.put(number, `<</Limits[${first[0]} ${last[0]}]/Nums[${entries}]>>`);
    this.markedBranches.push(`${number} 0 R`);
    this.marked = [];
  }
}

const KEY = /\/(StructParents?) (\d+)/;
/** Matches references, and also strings, so that nothing inside a string counts as a reference. */
const REFERENCES = /\((?:\\[\s\S]|[^\\()])*\)|<[0-9A-Fa-f\s]*>|\b(\d+) 0 R\b/g;

function isDictionary(value: string): boolean {
  return value.startsWith('<<');
}

function dictionaryOf(objects: PdfObjects, number: number | null): string {
  const value = number === null ? undefined : objects.get(number)?.value;
  if (!value || !isDictionary(value)) throw new Error(UNLIKE);
  return value;
}

/** Yields the objects that a value refers to. */
function* referencesOf(value: string): Generator<number> {
  for (const [, number] of value.matchAll(REFERENCES)) if (number !== undefined) yield Number(number);
}

/** An object with its references cut out, so that each copy only inserts its own. */
type TakenApart = { texts: string[]; references: number[]; stream: Buffer | null };

function takenApart({ value, stream }: PdfObject): TakenApart {
  const texts: string[] = [];
  const references: number[] = [];
  let from = 0;
  for (const match of value.matchAll(REFERENCES)) {
    const [all, number] = match;
    if (number === undefined) continue;
    texts.push(value.slice(from, match.index));
    references.push(Number(number));
    from = match.index + all.length;
  }
  texts.push(value.slice(from));
  return { texts, references, stream };
}

/** Returns these objects and everything they refer to, except the file's trees, which are different in a new file. */
function neededBy(objects: PdfObjects, from: readonly number[]): PdfObjects {
  const needed: PdfObjects = new Map();
  const waiting = [...from];
  for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
    const object = objects.get(number);
    if (!object || needed.has(number) || isTree(object.value)) continue;
    needed.set(number, object);
    waiting.push(...referencesOf(object.value));
  }
  return needed;
}

/**
 * Returns the objects that each copy of a sheet has for itself: the page, what is tied to it by marked content, and
 * everything that refers to any of these.
 */
function ownOf(objects: PdfObjects, page: number): Set<number> {
  const own = new Set([page]);
  for (const [number, { value }] of objects) if (KEY.test(value)) own.add(number);
  for (let before = 0; before < own.size; ) {
    before = own.size;
    for (const [number, { value }] of objects) {
      if ([...referencesOf(value)].some((other) => own.has(other))) own.add(number);
    }
  }
  return own;
}

const TREES = ['/Catalog', '/Pages', '/StructTreeRoot', '/ParentTree'];

function isTree(value: string): boolean {
  return isDictionary(value) && TREES.includes(entryOf(value, 'Type') ?? '');
}
