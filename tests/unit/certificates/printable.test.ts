import { whyNotPrintable } from '@/lib/certificates/rules';
import { PACKED_COVERAGE } from '@/lib/platform/pdf/fonts/coverage';
import { generateCoverage } from '@/lib/platform/pdf/fonts/generate-coverage';
import { SCRIPTS } from '../../pdf/scripts';

test.each(Object.entries(SCRIPTS))('%s can be printed', (_script, text) => {
  expect(whyNotPrintable(text)).toBeNull();
});

test.each(['Party 🎉', '𓀀 hieroglyphs', 'Vai ꕉ'])('%s is refused, and the letter named', (text) => {
  expect(whyNotPrintable(text)).toMatch(/cannot be printed on a certificate\. Please/);
});

test('the coverage table is that of the installed fonts', async () => {
  expect(await generateCoverage()).toEqual(PACKED_COVERAGE);
});
