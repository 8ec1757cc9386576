import { inflateSync } from 'node:zlib';

/** Limits on how much of a file is unpacked, because anyone can upload one. */
const MAX_STREAMS = 400;
const MAX_UNPACKED = 8_000_000;
const MAX_STREAM = 2_000_000;
/** The most bytes that Deflate can pack into one. */
const MAX_RATIO = 1032;

/** Returns the PDF's deflated streams, unpacked, within the limits on their number and size. */
export function unpackedStreams(bytes: Buffer): Buffer[] {
  const streams: Buffer[] = [];
  let room = MAX_UNPACKED;
  for (const packed of packedStreams(bytes)) {
    if (!isDeflated(packed)) continue;
    const part = unpacked(packed);
    // A stream that failed unpacked up to an unknown point, so it counts as the most that it could have become.
    room -= part?.length ?? Math.min(MAX_STREAM, packed.length * MAX_RATIO);
    if (room <= 0) break;
    if (part) streams.push(part);
  }
  return streams;
}

function* packedStreams(bytes: Buffer): Generator<Buffer> {
  let at = 0;
  for (let seen = 0; seen < MAX_STREAMS; seen++) {
    const begin = bytes.indexOf('stream', at);
    if (begin < 0) return;
    const end = bytes.indexOf('endstream', begin);
    if (end < 0) return;
    at = end + 'endstream'.length;
    const start = begin + 'stream'.length + (bytes[begin + 'stream'.length] === 0x0d ? 2 : 1);
    if (start < end) yield bytes.subarray(start, end);
  }
}

/** Returns whether the stream begins like zlib data (RFC 1950); others, such as photographs, are skipped at no cost. */
function isDeflated(packed: Buffer): boolean {
  return packed.length > 2 && (packed[0]! & 0x0f) === 8 && packed.readUInt16BE(0) % 31 === 0;
}

/** Unpacks a stream; null when it is broken or unpacks to too much. */
function unpacked(packed: Buffer): Buffer | null {
  try {
    return inflateSync(packed, { maxOutputLength: MAX_STREAM });
  } catch {
    return null;
  }
}
