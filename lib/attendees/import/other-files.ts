const AS = 'Save it as an Excel workbook (.xlsx) or CSV file, then choose that file.';

const PASSWORD = `This workbook is protected by a password and can’t be read. Open it, remove the password, save it as an Excel workbook (.xlsx), then choose that file.`;

const holds = (bytes: Uint8Array, text: string, encoding: BufferEncoding) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from(text, encoding));

const starts = (bytes: Uint8Array, ...start: number[]) => start.every((byte, index) => bytes[index] === byte);

/** Returns why a binary file is not a readable list, by what it is; null when it may be one. */
export function whyNotThisFile(bytes: Uint8Array): string | null {
  // The container of Office before 2007, which encrypted files of later versions also use.
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0)) {
    if (holds(bytes, 'EncryptedPackage', 'utf16le') || hasFilePass(bytes)) return PASSWORD;
    if (holds(bytes, 'WordDocument', 'utf16le'))
      return `This is a Word document, which can’t be read as a list. Copy the list and paste it.`;
    return `This is an Excel workbook of the old format (.xls), which can’t be read. Open it in a spreadsheet program. ${AS}`;
  }
  if (starts(bytes, 0x09, 0x08) || starts(bytes, 0x09, 0x04) || starts(bytes, 0x09, 0x02)) {
    return `This is an Excel workbook of a very old format (.xls), which can’t be read. Open it in a spreadsheet program. ${AS}`;
  }
  if (starts(bytes, 0x25, 0x50, 0x44, 0x46))
    return `This is a PDF, which can’t be read as a list. Copy the list and paste it, or export it again as a CSV file.`;
  if (
    starts(bytes, 0x89, 0x50, 0x4e, 0x47) ||
    starts(bytes, 0xff, 0xd8, 0xff) ||
    starts(bytes, 0x47, 0x49, 0x46, 0x38)
  ) {
    return 'This is a picture, which can’t be read as a list. Type or paste the names instead.';
  }
  if (starts(bytes, 0x1f, 0x8b) || starts(bytes, 0x37, 0x7a) || starts(bytes, 0x52, 0x61, 0x72, 0x21)) {
    return 'This is a packed archive. Unpack it, then choose one of its files.';
  }
  if (starts(bytes, 0x53, 0x51, 0x4c, 0x69)) return `This is a database file, which can’t be read. ${AS}`;
  return null;
}

/**
 * Returns whether a workbook of the old format is encrypted; the record comes right after the beginning of its stream.
 */
function hasFilePass(bytes: Uint8Array): boolean {
  for (let sector = 512; sector + 8 < bytes.length && sector <= 512 * 64; sector += 512) {
    if (bytes[sector] !== 0x09 || bytes[sector + 1] !== 0x08) continue;
    const next = sector + 4 + bytes[sector + 2]! + bytes[sector + 3]! * 256;
    if (bytes[next] === 0x2f && bytes[next + 1] === 0) return true;
  }
  return false;
}

const TEXTS: [start: RegExp, sentence: string][] = [
  [/urn:oasis:names:tc:opendocument/i, `This is an OpenDocument spreadsheet (.fods), which can’t be read. ${AS}`],
  [/^ID;P/, `This is a SYLK file (.slk), which can’t be read. Open it in a spreadsheet program. ${AS}`],
  [/^TABLE\r?\n0,1\r?\n/, `This is a DIF file, which can’t be read. Open it in a spreadsheet program. ${AS}`],
  [/^\{\\rtf/, 'This is a rich text document (.rtf), which can’t be read as a list. Copy the list and paste it.'],
  [/^BEGIN:(VCARD|VCALENDAR)/, `This is a contact or calendar file, which can’t be read as a list. ${AS}`],
  [/^MIME-Version:|^Content-Type: multipart/im, `This is a saved web page (.mht), which can’t be read. ${AS}`],
  [/^\s*<\?xml/i, `This XML file can’t be read as a list. ${AS}`],
];

/** Returns the same for a text file. */
export function whyNotThisText(text: string): string | null {
  const start = text.slice(0, 4_000).replace(/^\ufeff/, '');
  const known = TEXTS.find(([pattern]) => pattern.test(start))?.[1];
  if (known) return known;
  const controls = [...start].filter(
    (character) => character < ' ' && !'\t\n\v\f\r\u001b\0'.includes(character),
  ).length;
  return controls > start.length / 50 ? `This type of file can’t be read. ${AS}` : null;
}
