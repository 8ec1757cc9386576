import { inflateSync } from 'node:zlib';
import { parseSerial } from '../serial';

/** As the check address in a certificate names it: `…/verify/K7Q3-9F2M-XT4W`. */
const ADDRESS = /\/verify\/([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})/g;

/** A program that saves a file anew may pack its links away; so much is unpacked to look for them, and no more. */
const MOST_STREAMS = 400;
const MOST_UNPACKED = 8_000_000;
const LARGEST_STREAM = 1_000_000;
const MOST_SERIALS = 20;

/** The serials whose check address stands in a PDF, packed or plain. Never throws, whatever the bytes are. */
export function serialsInFile(bytes: Buffer): string[] {
  const found = new Set<string>();
  const look = (part: Buffer) => {
    for (const [, typed = ''] of part.toString('latin1').matchAll(ADDRESS)) {
      const serial = parseSerial(typed);
      if (serial && found.size < MOST_SERIALS) found.add(serial);
    }
  };
  look(bytes);
  let room = MOST_UNPACKED;
  for (const packed of packedStreams(bytes)) {
    const { part, cost } = unpacked(packed);
    room -= cost;
    if (room <= 0) break;
    look(part);
  }
  return [...found];
}

function* packedStreams(bytes: Buffer): Generator<Buffer> {
  let at = 0;
  for (let seen = 0; seen < MOST_STREAMS; seen++) {
    const begin = bytes.indexOf('stream', at);
    if (begin < 0) return;
    const end = bytes.indexOf('endstream', begin);
    if (end < 0) return;
    at = end + 'endstream'.length;
    const start = begin + 'stream'.length + (bytes[begin + 'stream'.length] === 0x0d ? 2 : 1);
    if (start < end) yield bytes.subarray(start, end);
  }
}

function unpacked(packed: Buffer): { part: Buffer; cost: number } {
  try {
    const part = inflateSync(packed, { maxOutputLength: LARGEST_STREAM });
    return { part, cost: part.length };
  } catch (error) {
    // Packed in another way, encrypted or broken costs nothing; what unpacks without end was unpacked up to here.
    const endless = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    return { part: Buffer.alloc(0), cost: endless ? LARGEST_STREAM : 0 };
  }
}
