/** The position of a section in its file, for anything that is appended to it. */
export type WrittenSection = { bytes: Buffer; crossReferenceAt: number };

/** Writes a section of a PDF: objects, a cross-reference table and a trailer. */
export class PdfSection {
  private readonly parts: Buffer[] = [];
  private readonly places = new Map<number, number>();
  private length = 0;

  /** @param from bytes of the file before this section */
  constructor(private readonly from: number) {}

  text(text: string): void {
    this.bytes(Buffer.from(text, 'latin1'));
  }

  /** Writes an object, with `value` in PDF notation; for one with a stream, a dictionary without its length. */
  object(number: number, value: string, stream: Buffer | null = null): void {
    this.places.set(number, this.from + this.length);
    if (!stream) {
      this.text(`${number} 0 obj\n${value}\nendobj\n`);
      return;
    }
    const dictionary = `${value.slice(0, -2)}/Length ${stream.length}>>`;
    this.text(`${number} 0 obj\n${dictionary}\nstream\n`);
    this.bytes(stream);
    this.text('\nendstream\nendobj\n');
  }

  /** @param trailer the entries of the trailer */
  end(trailer: string): WrittenSection {
    const crossReferenceAt = this.from + this.length;
    this.text(`xref\n${this.table()}trailer\n<<${trailer}>>\nstartxref\n${crossReferenceAt}\n%%EOF\n`);
    return { bytes: Buffer.concat(this.parts, this.length), crossReferenceAt };
  }

  private table(): string {
    const numbers = [...this.places.keys()].sort((one, other) => one - other);
    if (this.from === 0) {
      // The first section of a file lists every number from 0 on, those that it does not use as free.
      const size = (numbers.at(-1) ?? 0) + 1;
      return `0 ${size}\n${Array.from({ length: size }, (_, number) => this.line(number)).join('')}`;
    }
    let table = '';
    for (let at = 0; at < numbers.length; ) {
      let end = at + 1;
      while (numbers[end] === numbers[end - 1]! + 1) end++;
      table += `${numbers[at]} ${end - at}\n`;
      for (; at < end; at++) table += this.line(numbers[at]!);
    }
    return table;
  }

  private line(number: number): string {
    const place = this.places.get(number);
    return place === undefined ? '0000000000 65535 f \n' : `${String(place).padStart(10, '0')} 00000 n \n`;
  }

  private bytes(bytes: Buffer): void {
    this.parts.push(bytes);
    this.length += bytes.length;
  }
}
