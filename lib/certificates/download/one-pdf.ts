import { mergeFiles } from '@/lib/printing/filling/merge-files';
import type { CurrentFile } from './current-files';

/** Makes one PDF with a page for each certificate, to print them all at once: docs/decisions/filling.md. */
export async function* onePdfOf(
  files: AsyncGenerator<CurrentFile, void>,
  title: string,
): AsyncGenerator<Uint8Array, void> {
  try {
    yield* mergeFiles(partsOf(files), { title });
  } finally {
    await files.return();
  }
}

async function* partsOf(files: AsyncGenerator<CurrentFile, void>) {
  for await (const { parts } of files) yield parts;
}
