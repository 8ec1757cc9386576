import { OTHER_FACES } from '@/lib/platform/pdf/fonts/faces';
import { allFontFiles } from '@/lib/platform/pdf/fonts/font-files';
import { shape, shapingFont } from '@/lib/platform/pdf/fonts/shaper';
import { subsetFont } from '@/lib/platform/pdf/fonts/subset';

/** A few certificates with names in every script read all of them, and the next one still has to be made. */
test('all fonts can be cut down and shaped with in one process, the first ones again at the end', async () => {
  const first = (await allFontFiles(OTHER_FACES[0]!))[0]!;
  const some = (codePoints: ReadonlySet<number>) => [...codePoints].slice(0, 50);
  const before = await subsetFont(first, some(first.codePoints));
  const early = await shapingFont(first);
  for (const face of OTHER_FACES) {
    for (const file of await allFontFiles(face)) {
      expect((await subsetFont(file, some(file.codePoints))).byteLength).toBeGreaterThan(100);
      const [letter] = [...file.codePoints].filter((each) => /\p{L}/u.test(String.fromCodePoint(each)));
      if (letter === undefined) continue;
      const clusters = shape(await shapingFont(file), String.fromCodePoint(letter), 'ltr');
      expect(clusters.length).toBeGreaterThan(0);
    }
  }
  expect(await subsetFont(first, some(first.codePoints))).toEqual(before);
  const text = String.fromCodePoint([...first.codePoints].find((each) => /\p{L}/u.test(String.fromCodePoint(each)))!);
  // A font of a memory that was left behind still sets the text that it was loaded for.
  expect(shape(early, text, 'ltr')).toEqual(shape(await shapingFont(first), text, 'ltr'));
}, 120_000);
