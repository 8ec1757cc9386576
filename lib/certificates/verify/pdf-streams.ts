import { inflateSync } from 'node:zlib';

/** So much of a file is unpacked and no more: anybody may send one. */
const MOST_STREAMS = 400;
const MOST_UNPACKED = 8_000_000;
const LARGEST_STREAM = 2_000_000;

/** The streams of a PDF that are packed in the usual way, unpacked, as far as they are not too many or too large. */
export function unpackedStreams(bytes: Buffer): Buffer[] {
  const streams: Buffer[] = [];
  let room = MOST_UNPACKED;
  for (const packed of packedStreams(bytes)) {
    const { part, cost } = unpacked(packed);
    room -= cost;
    if (room <= 0) break;
    if (part) streams.push(part);
  }
  return streams;
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

function unpacked(packed: Buffer): { part: Buffer | null; cost: number } {
  try {
    const part = inflateSync(packed, { maxOutputLength: LARGEST_STREAM });
    return { part, cost: part.length };
  } catch (error) {
    // Packed in another way, encrypted or broken costs nothing; what is too large was unpacked up to here.
    const endless = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    return { part: null, cost: endless ? LARGEST_STREAM : 0 };
  }
}
