import { renderPdf } from '@/lib/platform/pdf/renderer';
import { certificateHtml } from '../certificate-html';
import type { SharedFacts } from '../facts';
import { qrCodeOf } from '../qr-code';
import type { SignatureArt } from '../signing/signature-art';
import { documentTitle } from '../template/certificate';
import { densityOf } from '../template/layout';
import { valuesOf } from '../template/values';
import { baseFont } from './base-font';
import type { BasePlan } from './base-plan';
import { cutBase, SENTINELS } from './cut-base';

/** As long as every serial: codes of addresses of the same length have the same size. */
const SERIAL_LIKE = '0000-0000-0000';

/**
 * Prints the sheet of these facts with sentinels in the places of one person's, and cuts it into a base.
 * @param address the check address up to the serial
 * @throws AppError `unavailable` when too many certificates are being printed at once
 * @throws when the browser built the sheet otherwise than it does today
 */
export async function printBase(
  shared: SharedFacts,
  address: string,
  art: SignatureArt | null,
): Promise<{ bytes: Buffer; plan: BasePlan }> {
  const { size: modules } = qrCodeOf(`${address}${SERIAL_LIKE}`);
  // A bar across the first row; the code of a certificate takes its place.
  const bar = Array.from({ length: modules * modules }, (_, index) => (index < modules ? 1 : 0));
  const facts = { ...shared, ...SENTINELS, verifyUrl: `${address}${SENTINELS.serial}` };
  const printed = await renderPdf(await certificateHtml(facts, art, { qrCode: { size: modules, modules: bar } }));
  return cutBase(printed, {
    font: await baseFont(),
    title: documentTitle(shared),
    density: densityOf(valuesOf(shared), { named: true, signed: art !== null }),
    modules,
  });
}

/** The check address up to the serial; null when it does not end with one. */
export function addressBefore({ verifyUrl, serial }: { verifyUrl: string; serial: string }): string | null {
  const fits = verifyUrl.endsWith(`/${serial}`) && serial.length === SERIAL_LIKE.length;
  return fits ? verifyUrl.slice(0, -serial.length) : null;
}
