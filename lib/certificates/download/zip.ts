import { makeZip } from 'client-zip';
import { fileNameInFolder } from '../file-name';
import type { CurrentFile } from './current-files';

/** One ZIP of files named after their people, made while it is read: docs/decisions/zip.md. */
export function zipOf(files: AsyncGenerator<CurrentFile, void>): ReadableStream<Uint8Array> {
  return makeZip(entries(files), { buffersAreUTF8: true });
}

async function* entries(files: AsyncGenerator<CurrentFile, void>) {
  for await (const { bytes, issuedAt, ...file } of files) {
    yield { name: fileNameInFolder(file), lastModified: issuedAt, input: bytes };
  }
}
