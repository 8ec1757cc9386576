import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { accessible } from '@/lib/platform/pdf/files/accessible';
import { entryOf } from '@/lib/platform/pdf/files/dictionary';
import { printedObjects } from '@/lib/platform/pdf/files/printed-objects';
import { contentOf } from '@/lib/platform/pdf/files/text-runs';
import { baseFont } from '@/lib/printing/filling/base-font';
import { cutBase } from '@/lib/printing/filling/cut-base';
import { FILLER_VERSION } from '@/lib/printing/filling/print-base';

/**
 * Returns a base's plan and content, without the parts that would differ with another version of a compressor or font.
 */
async function cutSheet(): Promise<string> {
  const printed = await accessible(readFileSync(path.join(__dirname, 'printed-sheet.pdf')));
  const about = { font: await baseFont(), title: 'Reading the Sky', density: 'airy', modules: 33 } as const;
  const { bytes, plan } = cutBase(printed, about);
  const { objects } = printedObjects(bytes);
  const streams = [...entryOf(plan.page.dictionary, 'Contents')!.matchAll(/(\d+) 0 R/g)].map(([, number]) => {
    const object = objects.get(Number(number))!;
    return object.value.includes('/Filter') ? contentOf(object).toString('latin1') : String(object.stream);
  });
  const { length: _length, crossReferenceAt: _at, ...places } = plan;
  return JSON.stringify([places, streams]);
}

test('what is cut out of a sheet changes only together with the version under which bases are stored', async () => {
  const cut = createHash('sha256')
    .update(await cutSheet())
    .digest('hex');
  // When this fails, raise FILLER_VERSION, so that bases that were cut differently are not filled, and update the
  // digest.
  expect({ version: FILLER_VERSION, cut }).toEqual({
    version: 5,
    cut: '76222d942b712c0890a654bc946edbf5dc793f5cb3f449dcffea0be71f9b1a37',
  });
});
