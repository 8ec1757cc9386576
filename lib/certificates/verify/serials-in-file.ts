import { parseSerial } from '../serial';
import { unpackedStreams } from './pdf-streams';
import { textsIn } from './pdf-texts';

/** `K7Q3-9F2M-XT4W`, with any of the characters that a font may use for the dash. */
const SERIAL = /[0-9A-Z]{4}([-\u00ad\u2010\u2011])[0-9A-Z]{4}\1[0-9A-Z]{4}/g;

const MAX_SERIALS = 20;

/**
 * Finds the serials in a PDF: in its plain bytes, in its compressed streams, and in the text that its pages show. Does
 * not check whether they were ever issued. Never throws, whatever the bytes are.
 */
export function serialsInFile(bytes: Buffer): string[] {
  const found = new Set<string>();
  const look = (text: string) => {
    for (const [typed] of text.matchAll(SERIAL)) {
      const serial = parseSerial(typed.replaceAll('\u00ad', '-'));
      if (serial && found.size < MAX_SERIALS) found.add(serial);
    }
  };
  look(bytes.toString('latin1'));
  const streams = unpackedStreams(bytes).map((stream) => stream.toString('latin1'));
  for (const stream of streams) look(stream);
  for (const text of textsIn(streams)) look(text);
  return [...found];
}
