import { makeZip } from 'client-zip';
import { asLocalTime } from '@/lib/platform/clock';
import { fileNameInFolder } from '@/lib/printing/file-name';
import { type CurrentFile, wholeFile } from './current-files';

/** Makes one ZIP of files named after their people, while it is being read: docs/decisions/zip.md. */
export async function* zipOf(files: AsyncGenerator<CurrentFile, void>): AsyncGenerator<Uint8Array, void> {
  const reader = makeZip(entries(files)).getReader();
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel();
    await files.return();
  }
}

async function* entries(files: AsyncGenerator<CurrentFile, void>) {
  for await (const { parts, issuedAt, ...file } of files) {
    yield { name: fileNameInFolder(file), lastModified: asLocalTime(issuedAt), input: wholeFile(parts) };
  }
}
