import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';

/** The widths of numbers in a cross-reference stream: the kind of the entry, an offset or object number, an index. */
const WIDTHS = [1, 5, 3] as const;
const ENTRY = WIDTHS[0] + WIDTHS[1] + WIDTHS[2];
const IN_FILE = 1;
const IN_STREAM = 2;
/** The most objects packed together, so that a reader does not unpack all objects for a single one. */
const MAX_TOGETHER = 150;

/**
 * Writes a PDF object by object, with small ones packed together (ISO 32000-1, 7.5.7), and keeps only their positions in
 * memory. `take` removes and returns what was written.
 */
export class PackedWriter {
  private ready: Buffer[] = [];
  private length = 0;
  private waiting: [number, string][] = [];
  private next = 1;
  private places = Buffer.alloc(ENTRY * 1024);

  constructor() {
    // The second line tells file transfer programs that the file is binary.
    this.write('%PDF-1.7\n%\xd3\xeb\xe9\xe1\n');
    // Object 0 is the head of the list of free objects.
    this.places.writeUIntBE(65_535, WIDTHS[0] + WIDTHS[1], WIDTHS[2]);
  }

  /** Returns a new object number. */
  number(): number {
    return this.next++;
  }

  /** Adds an object without a stream, to be packed with others. */
  put(number: number, value: string): void {
    this.waiting.push([number, value]);
    if (this.waiting.length >= MAX_TOGETHER) this.flush();
  }

  /** @param value the dictionary without its length */
  stream(number: number, value: string, stream: Buffer): void {
    this.note(number, IN_FILE, this.length, 0);
    this.write(`${number} 0 obj\n${value.slice(0, -2)}/Length ${stream.length}>>\nstream\n`);
    this.write(stream);
    this.write('\nendstream\nendobj\n');
  }

  /** Returns what was written since the last call. */
  take(): Buffer {
    const taken = Buffer.concat(this.ready);
    this.ready = [];
    return taken;
  }

  /** @param trailer the entries of the trailer */
  end(trailer: string): void {
    this.flush();
    const number = this.number();
    const at = this.length;
    this.note(number, IN_FILE, at, 0);
    const places = this.places.subarray(0, ENTRY * this.next);
    const table = deflateSync(places);
    // Files with the same objects in the same places differ in nothing but texts of equal length.
    const id = createHash('sha256').update(places).digest('hex').slice(0, 32).toUpperCase();
    const value = `<</Type/XRef/Size ${this.next}/W[${WIDTHS.join(' ')}]/Filter/FlateDecode/Length ${table.length}/ID[<${id}><${id}>]${trailer}>>`;
    this.write(`${number} 0 obj\n${value}\nstream\n`);
    this.write(table);
    this.write(`\nendstream\nendobj\nstartxref\n${at}\n%%EOF\n`);
  }

  private flush(): void {
    if (this.waiting.length === 0) return;
    const holder = this.number();
    let head = '';
    let body = '';
    this.waiting.forEach(([number, value], index) => {
      head += `${number} ${body.length} `;
      body += `${value}\n`;
      this.note(number, IN_STREAM, holder, index);
    });
    const packed = deflateSync(Buffer.from(`${head}\n${body}`, 'latin1'), { level: 1 });
    const count = this.waiting.length;
    this.waiting = [];
    this.stream(holder, `<</Type/ObjStm/N ${count}/First ${head.length + 1}/Filter/FlateDecode>>`, packed);
  }

  private note(number: number, kind: number, place: number, within: number): void {
    const at = ENTRY * number;
    if (at + ENTRY > this.places.length) {
      this.places = Buffer.concat([this.places], Math.max(2 * this.places.length, at + ENTRY));
    }
    this.places.writeUInt8(kind, at);
    this.places.writeUIntBE(place, at + WIDTHS[0], WIDTHS[1]);
    this.places.writeUIntBE(within, at + WIDTHS[0] + WIDTHS[1], WIDTHS[2]);
  }

  private write(part: string | Buffer): void {
    const bytes = typeof part === 'string' ? Buffer.from(part, 'latin1') : part;
    this.ready.push(bytes);
    this.length += bytes.length;
  }
}
