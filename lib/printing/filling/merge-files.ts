import { setImmediate } from 'node:timers/promises';
import {
  entryOf,
  objectsIn,
  PageCollector,
  printedObjects,
  referredObject,
  type Sheet,
} from '@/lib/platform/pdf/files';

/** A certificate's file as it is stored: the base that it begins with, if any, and its own bytes. */
export type StoredParts = { base: { id: number; bytes: Buffer } | null; bytes: Buffer };

/**
 * One tagged PDF with the pages of many certificates, in their order, for printing them at once. What certificates of one
 * event have in common is written once. It is made while it is read: neither many certificates nor a slow reader take
 * memory. PDF signatures are left out, because each covers one file.
 */
export async function* mergeFiles(
  files: AsyncIterable<StoredParts> | Iterable<StoredParts>,
  { title }: { title: string },
): AsyncGenerator<Buffer, void> {
  const collector = new PageCollector();
  const bases = new Map<number, { sheet: Sheet; aboutFile: (number | null)[] }>();
  for await (const { base, bytes } of files) {
    if (base === null) {
      collector.addCopy(collector.addSheet(printedObjects(bytes)));
    } else {
      let known = bases.get(base.id);
      if (!known) {
        const printed = printedObjects(base.bytes);
        const metadata = referredObject(entryOf(printed.objects.get(printed.root)!.value, 'Metadata'));
        known = { sheet: collector.addSheet(printed), aboutFile: [printed.info, metadata] };
        bases.set(base.id, known);
      }
      const own = objectsIn({ bytes, from: base.bytes.length });
      // Document information and metadata belong to the whole file, not to a page.
      for (const number of known.aboutFile) if (number !== null) own.delete(number);
      collector.addCopy(known.sheet, own);
    }
    yield collector.take();
    await setImmediate();
  }
  collector.end(title);
  yield collector.take();
}
