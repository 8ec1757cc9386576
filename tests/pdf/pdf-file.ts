import { inflateSync } from 'node:zlib';

/** A value in a PDF. This small reader of PDFs shares no code with what writes them. */
export type Value = null | boolean | number | Name | Text | Ref | Value[] | Dictionary;
export type Name = { name: string };
export type Text = { bytes: Buffer };
export type Ref = { ref: number };
export type Dictionary = { entries: Map<string, Value>; stream?: Buffer };

/** An operator of a page's content with its operands. */
export type Operation = { operator: string; operands: Value[] };

export const isName = (value: unknown): value is Name => typeof value === 'object' && value !== null && 'name' in value;
export const isText = (value: unknown): value is Text =>
  typeof value === 'object' && value !== null && 'bytes' in value;
export const isRef = (value: unknown): value is Ref => typeof value === 'object' && value !== null && 'ref' in value;
export const isDictionary = (value: unknown): value is Dictionary =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && 'entries' in value;

export class PdfFile {
  readonly trailer: Dictionary;
  private readonly places = new Map<number, { at: number } | { holder: number; index: number } | null>();
  private readonly known = new Map<number, Value>();

  constructor(private readonly bytes: Buffer) {
    const at = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(bytes.subarray(-64).toString('latin1'))![1]);
    this.trailer = this.readSection(at);
    for (let prev = this.trailer.entries.get('Prev'); typeof prev === 'number'; ) {
      prev = this.readSection(prev).entries.get('Prev') as number | undefined;
    }
  }

  get catalog(): Dictionary {
    return this.dictionary(this.trailer.entries.get('Root'));
  }

  get objectNumbers(): number[] {
    return [...this.places].filter(([, place]) => place !== null).map(([number]) => number);
  }

  /** Returns the value itself, or the one that it refers to. */
  resolve(value: Value | undefined): Value {
    return isRef(value) ? this.object(value.ref) : (value ?? null);
  }

  dictionary(value: Value | undefined): Dictionary {
    const resolved = this.resolve(value);
    return isDictionary(resolved) ? resolved : { entries: new Map() };
  }

  array(value: Value | undefined): Value[] {
    const resolved = this.resolve(value);
    return Array.isArray(resolved) ? resolved : [];
  }

  name(value: Value | undefined): string | null {
    const resolved = this.resolve(value);
    return isName(resolved) ? resolved.name : null;
  }

  text(value: Value | undefined): string | null {
    const resolved = this.resolve(value);
    return isText(resolved) ? textOf(resolved.bytes) : null;
  }

  data({ entries, stream }: Dictionary): Buffer {
    const filter = this.name(entries.get('Filter'));
    if (!stream || (filter !== null && filter !== 'FlateDecode')) throw new Error(`no stream to read (${filter})`);
    return filter === null ? stream : inflateSync(stream);
  }

  pages(): { ref: number; page: Dictionary }[] {
    const under = (ref: Ref): { ref: number; page: Dictionary }[] => {
      const node = this.dictionary(ref);
      if (this.name(node.entries.get('Type')) === 'Page') return [{ ref: ref.ref, page: node }];
      return this.array(node.entries.get('Kids')).flatMap((kid) => under(kid as Ref));
    };
    return under(this.catalog.entries.get('Pages') as Ref);
  }

  contentOf(page: Dictionary): Operation[] {
    const contents = this.resolve(page.entries.get('Contents'));
    const parts = (Array.isArray(contents) ? contents : [contents]).map((part) => this.data(this.dictionary(part)));
    return operationsIn(Buffer.concat(parts.flatMap((part) => [part, Buffer.from('\n')])));
  }

  private object(number: number): Value {
    if (!this.known.has(number)) this.known.set(number, this.readObject(number));
    return this.known.get(number)!;
  }

  private readObject(number: number): Value {
    const place = this.places.get(number);
    if (!place) return null;
    if ('at' in place) return new Reader(this.bytes, place.at, this).object(number);
    const holder = this.dictionary({ ref: place.holder });
    const data = this.data(holder);
    const first = holder.entries.get('First') as number;
    const head = data.toString('latin1', 0, first).trim().split(/\s+/).map(Number);
    if (head[place.index * 2] !== number) throw new Error(`object ${number} is not where it should be`);
    return new Reader(data, first + head[place.index * 2 + 1]!, this).value();
  }

  private note(number: number, place: { at: number } | { holder: number; index: number } | null): void {
    if (!this.places.has(number)) this.places.set(number, place);
  }

  private readSection(at: number): Dictionary {
    if (this.bytes.toString('latin1', at, at + 4) !== 'xref') return this.readStreamSection(at);
    const end = this.bytes.indexOf('trailer', at);
    const lines = this.bytes
      .toString('latin1', at + 4, end)
      .trim()
      .split(/\s*\n/);
    for (let line = 0; line < lines.length; ) {
      const [first, count] = lines[line++]!.split(' ').map(Number) as [number, number];
      for (let i = 0; i < count; i++) {
        const [place, , kind] = lines[line++]!.trim().split(' ');
        this.note(first + i, kind === 'n' ? { at: Number(place) } : null);
      }
    }
    return new Reader(this.bytes, end + 7, this).value() as Dictionary;
  }

  private readStreamSection(at: number): Dictionary {
    const number = Number(/^(\d+) 0 obj/.exec(this.bytes.toString('latin1', at, at + 32))![1]);
    const table = new Reader(this.bytes, at, this).object(number) as Dictionary;
    const widths = table.entries.get('W') as number[];
    const data = this.data(table);
    for (let i = 0, place = 0; place < data.length; i++) {
      const [kind, second, third] = widths.map((width) => {
        const value = data.readUIntBE(place, width);
        place += width;
        return value;
      });
      this.note(i, kind === 1 ? { at: second! } : kind === 2 ? { holder: second!, index: third! } : null);
    }
    return table;
  }
}

export function textOf(bytes: Buffer): string {
  if (bytes[0] !== 0xfe || bytes[1] !== 0xff) return bytes.toString('latin1');
  return Buffer.from(bytes.subarray(2)).swap16().toString('utf16le');
}

function operationsIn(content: Buffer): Operation[] {
  const reader = new Reader(content, 0, null);
  const operations: Operation[] = [];
  let operands: Value[] = [];
  for (let next = reader.next(); next !== undefined; next = reader.next()) {
    if (typeof next === 'object' && next !== null && 'operator' in next) {
      operations.push({ operator: next.operator, operands });
      operands = [];
    } else operands.push(next);
  }
  return operations;
}

const SPACES = ' \t\r\n\f\0';
const ENDS = `${SPACES}()<>[]{}/%`;

class Reader {
  constructor(
    private readonly bytes: Buffer,
    private at: number,
    private readonly file: PdfFile | null,
  ) {}

  object(number: number): Value {
    const [head] = /^\s*(\d+) 0 obj/.exec(this.bytes.toString('latin1', this.at, this.at + 32)) ?? [''];
    if (Number.parseInt(head, 10) !== number) throw new Error(`object ${number} is not where it should be`);
    this.at += head.length;
    const value = this.value();
    if (!isDictionary(value)) return value;
    const [word] = /^\s*stream\r?\n/.exec(this.bytes.toString('latin1', this.at, this.at + 16)) ?? [];
    if (word === undefined) return value;
    const length = this.file!.resolve(value.entries.get('Length')) as number;
    return { ...value, stream: this.bytes.subarray(this.at + word.length, this.at + word.length + length) };
  }

  value(): Value {
    const next = this.next();
    if (next === undefined || (typeof next === 'object' && next !== null && 'operator' in next)) {
      throw new Error('no value');
    }
    return next;
  }

  next(): Value | { operator: string } | undefined {
    while (this.at < this.bytes.length && SPACES.includes(this.char())) this.at++;
    if (this.at >= this.bytes.length) return undefined;
    const char = this.char();
    if (char === '/') {
      this.at++;
      return { name: this.word() };
    }
    if (this.bytes.toString('latin1', this.at, this.at + 2) === '<<') return this.readDictionary();
    if (char === '<') return this.hex();
    if (char === '(') return this.literal();
    if (char === '[') {
      this.at++;
      const values: Value[] = [];
      while (!this.ends(']')) values.push(this.value());
      return values;
    }
    const word = this.word();
    if (word === '') throw new Error(`unexpected ${char} at ${this.at}`);
    if (/^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(word)) {
      const [reference] = /^\s+\d+\s+R(?![A-Za-z])/.exec(this.bytes.toString('latin1', this.at, this.at + 20)) ?? [];
      if (reference === undefined || this.file === null) return Number(word);
      this.at += reference.length;
      return { ref: Number(word) };
    }
    return word === 'null' ? null : word === 'true' ? true : word === 'false' ? false : { operator: word };
  }

  private char(): string {
    return String.fromCharCode(this.bytes[this.at]!);
  }

  private word(): string {
    const from = this.at;
    while (this.at < this.bytes.length && !ENDS.includes(this.char())) this.at++;
    return this.bytes.toString('latin1', from, this.at);
  }

  private ends(close: string): boolean {
    while (SPACES.includes(this.char())) this.at++;
    const ends = this.bytes.toString('latin1', this.at, this.at + close.length) === close;
    if (ends) this.at += close.length;
    return ends;
  }

  private readDictionary(): Dictionary {
    this.at += 2;
    const entries = new Map<string, Value>();
    while (!this.ends('>>')) entries.set((this.value() as Name).name, this.value());
    return { entries };
  }

  private hex(): Text {
    const end = this.bytes.indexOf('>', this.at);
    const bytes = Buffer.from(this.bytes.toString('latin1', this.at + 1, end).replaceAll(/\s/g, ''), 'hex');
    this.at = end + 1;
    return { bytes };
  }

  private literal(): Text {
    let depth = 0;
    const bytes: number[] = [];
    do {
      const char = this.char();
      if (char === '\\') bytes.push(this.bytes[++this.at]!);
      else {
        if (char === '(' && depth++ > 0) bytes.push(0x28);
        if (char === ')' && --depth > 0) bytes.push(0x29);
        if (char !== '(' && char !== ')') bytes.push(this.bytes[this.at]!);
      }
      this.at++;
    } while (depth > 0);
    return { bytes: Buffer.from(bytes) };
  }
}
