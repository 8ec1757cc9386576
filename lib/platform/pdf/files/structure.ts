import { allEntries, entryOf, itemsOf, referredObject } from './dictionary';
import { languageOf } from './language-of';
import type { Box, MarkedContent } from './marked-content';
import type { PdfObjects } from './printed-objects';

/** A piece of marked content on a page, or an annotation on a page; pages are object numbers. */
export type Content = { kind: 'content'; page: number; number: number };
export type Annotation = { kind: 'annotation'; page: number; object: number };

/** An element of a document's logical structure (ISO 32000-1, 14.7). Values are in PDF notation. */
export type Element = {
  kind: 'element';
  type: string;
  alt: string | null;
  language: string | null;
  scope: string | null;
  numbering: string | null;
  box: Box | null;
  kids: Kid[];
};

export type Kid = Element | Content | Annotation;

/** Returns what is shown under a number of marked content. */
export type ContentOf = (content: Content) => MarkedContent | undefined;

/** Reads the element with this number and everything in it. */
export function readElement(objects: PdfObjects, number: number, page: number | null = null): Element {
  const entries = allEntries(objects.get(number)?.value ?? '<<>>');
  const ownPage = referredObject(entries.get('Pg') ?? null) ?? page;
  const kids = entries.get('K') ?? '[]';
  const attributes = entries.get('A') ?? '[]';
  return {
    kind: 'element',
    type: entries.get('S')?.slice(1) ?? 'NonStruct',
    alt: entries.get('Alt') ?? null,
    language: entries.get('Lang') ?? null,
    scope: attributeOf(attributes, 'Scope'),
    numbering: attributeOf(attributes, 'ListNumbering'),
    box: null,
    kids: (kids.startsWith('[') ? itemsOf(kids) : [kids]).flatMap((kid) => readKid(objects, kid, ownPage)),
  };
}

function readKid(objects: PdfObjects, kid: string, page: number | null): Kid[] {
  const number = referredObject(kid);
  if (number !== null) return [readElement(objects, number, page)];
  const own = kid.startsWith('<<') ? (referredObject(entryOf(kid, 'Pg')) ?? page) : page;
  if (own === null) return [];
  const object = kid.startsWith('<<') ? referredObject(entryOf(kid, 'Obj')) : null;
  if (object !== null) return [{ kind: 'annotation', page: own, object }];
  const mcid = Number(kid.startsWith('<<') ? entryOf(kid, 'MCID') : kid);
  return Number.isInteger(mcid) ? [{ kind: 'content', page: own, number: mcid }] : [];
}

function attributeOf(attributes: string, name: string): string | null {
  if (attributes === '[]') return null;
  const all = attributes.startsWith('[') ? itemsOf(attributes) : [attributes];
  return all.flatMap((each) => (each.startsWith('<<') ? (entryOf(each, name) ?? []) : []))[0] ?? null;
}

const GROUPS = new Set(['Document', 'Part', 'Art', 'Sect', 'Div', 'BlockQuote', 'TOC', 'TOCI', 'Index']);
const PARAGRAPHS = new Set(['P', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'Caption', 'Lbl', 'LBody', 'TH', 'TD']);
const PARTS = new Set(['L', 'Table', 'THead', 'TBody', 'TFoot', 'TR']);
const INLINE = new Set(['Span', 'Link', 'Quote', 'Code', 'Reference', 'Note', 'Annot', 'Form']);

/**
 * Rebuilds the structure that the browser wrote so that it says only what a reader needs: text is in paragraphs,
 * headings, cells and list items, a label is with its value, and decoration is in none of them. Languages and
 * alternative texts remain.
 */
export function rebuilt(root: Element, contentOf: ContentOf): Element {
  const builder = new Builder(contentOf);
  const [document] = builder.element(root, false);
  return (document as Element | undefined) ?? { ...root, kids: [] };
}

class Builder {
  constructor(private readonly contentOf: ContentOf) {}

  /**
   * Returns the rebuilt element.
   * @param within whether the element is inside a paragraph, a cell or the like
   */
  element(element: Element, within: boolean): Kid[] {
    const { type } = element;
    if (type === 'Figure') return this.figure(element);
    if (type === 'LI') return [{ ...element, kids: this.listItem(element.kids) }];
    if (PARAGRAPHS.has(type))
      return this.unlessEmpty(element, this.kids(type === 'TH' ? first(element) : element, true));
    if (GROUPS.has(type)) return this.unlessEmpty(element, paragraphs(this.kids(element, false)));
    if (INLINE.has(type)) return this.unlessEmpty(element, this.kids(element, true));
    if (PARTS.has(type)) {
      const kids = this.kids(element, true).filter((kid) => kid.kind === 'element');
      return this.unlessEmpty(type === 'L' ? { ...element, numbering: numberingOf(element) } : element, kids);
    }
    const kids = this.kids(element, within);
    return within ? kids : paragraphs(kids);
  }

  private kids(element: Element, within: boolean): Kid[] {
    const kids = element.kids.flatMap((kid) => {
      if (kid.kind === 'element') return this.element(kid, within);
      if (kid.kind === 'annotation') return [kid];
      return this.hasText(kid) ? [this.spoken(kid)] : [];
    });
    return kids;
  }

  private hasText(content: Content): boolean {
    return (this.contentOf(content)?.texts.length ?? 0) > 0;
  }

  /** Puts text that is entirely in another language into an element that declares it. */
  private spoken(content: Content): Kid {
    const language = languageOf(this.contentOf(content)!.texts.join(''));
    if (language === null || language === 'mixed') return content;
    return { ...EMPTY, type: 'Span', language: `(${language})`, kids: [content] };
  }

  private figure(element: Element): Kid[] {
    const kids = contentsIn(element);
    const box = kids.map((kid) => this.contentOf(kid)?.box ?? null).reduce(union, null);
    return kids.length === 0 ? [] : [{ ...element, kids, box }];
  }

  /**
   * Returns the children of a list item: its label, and the rest as its body. A pair of blocks is a label and its
   * value.
   */
  private listItem(kids: Kid[]): Kid[] {
    const bare = kids.flatMap((kid) => (kid.kind === 'element' && kid.type === 'LBody' ? kid.kids : [kid]));
    const [label, ...rest] = bare.filter((kid) => kid.kind !== 'content' || this.hasText(kid));
    const labeled = label?.kind === 'element' && label.type === 'Lbl';
    const pair = rest.length === 1 && isBlock(label) && isBlock(rest[0]);
    const body = { ...EMPTY, type: 'LBody', kids: labeled || pair ? rest : bare };
    return [
      ...(labeled || pair ? this.element({ ...(label as Element), type: 'Lbl' }, true) : []),
      ...this.unlessEmpty(body, this.kids(body, true)),
    ];
  }

  private unlessEmpty(element: Element, kids: Kid[]): Kid[] {
    const cell = element.type === 'TD' || element.type === 'TH';
    return kids.length === 0 && !cell ? [] : [plain({ ...element, kids })];
  }
}

const EMPTY: Element = {
  kind: 'element',
  type: 'Span',
  alt: null,
  language: null,
  scope: null,
  numbering: null,
  box: null,
  kids: [],
};

function isBlock(kid: Kid | undefined): boolean {
  return kid?.kind === 'element' && kid.type === 'NonStruct' && kid.kids.some(({ kind }) => kind === 'element');
}

/** Returns a list's numbering, which only a list whose items have their own labels has. */
function numberingOf({ kids, numbering }: Element): string {
  const marked = kids.some(
    (kid) => kid.kind === 'element' && kid.kids.some((each) => each.kind === 'element' && each.type === 'Lbl'),
  );
  return marked && numbering ? numbering : '/None';
}

/** Leaves only the first occurrence of a heading cell that each page repeats. */
function first(element: Element): Element {
  const [start] = contentsIn(element);
  const onPage = (kid: Kid): Kid[] => {
    if (kid.kind === 'element') return [{ ...kid, kids: kid.kids.flatMap(onPage) }];
    return kid.page === start?.page ? [kid] : [];
  };
  return { ...element, kids: element.kids.flatMap(onPage) };
}

/** Puts text that is in no paragraph into one. */
function paragraphs(kids: Kid[]): Kid[] {
  const result: Kid[] = [];
  let open: Element | null = null;
  for (const kid of kids) {
    if (kid.kind === 'element' && !INLINE.has(kid.type)) {
      result.push(kid);
      open = null;
    } else if (open) open.kids.push(kid);
    else {
      open = { ...EMPTY, type: 'P', kids: [kid] };
      result.push(open);
    }
  }
  return result.map((kid) => (kid.kind === 'element' ? plain(kid) : kid));
}

/** Moves the language of an element's texts to the element itself when all of them share it. */
function plain(element: Element): Element {
  const spans = element.kids.map((kid) => (kid.kind === 'element' && kid.type === 'Span' ? kid : null));
  const [first] = spans;
  if (!first || element.language || spans.some((span) => span?.language !== first.language)) return element;
  return { ...element, language: first.language, kids: spans.flatMap((span) => span!.kids) };
}

/** Returns all marked content in an element, in its order. */
export function contentsIn(element: Element): Content[] {
  return element.kids.flatMap((kid) =>
    kid.kind === 'content' ? [kid] : kid.kind === 'element' ? contentsIn(kid) : [],
  );
}

function union(one: Box | null, other: Box | null): Box | null {
  if (!one || !other) return one ?? other;
  return [
    Math.min(one[0], other[0]),
    Math.min(one[1], other[1]),
    Math.max(one[2], other[2]),
    Math.max(one[3], other[3]),
  ];
}
