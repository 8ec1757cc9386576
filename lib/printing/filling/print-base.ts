import { createHash } from 'node:crypto';
import type { GlyphFont } from '@/lib/platform/pdf/files';
import { PRINT_SETTINGS, type PrintVisit, renderPdf } from '@/lib/platform/pdf/renderer';
import { certificateHtml } from '../certificate-html';
import type { SharedFacts } from '../facts';
import { qrCodeOf } from '../qr-code';
import type { SignatureArt } from '../signature/signature-art';
import { documentTitle } from '../template/certificate';
import type { Density } from '../template/fit';
import { densityOf } from '../template/layout';
import { valuesOf } from '../template/values';
import { baseFont } from './base-font';
import type { BasePlan } from './base-plan';
import { cutBase, SENTINELS } from './cut-base';

/** A placeholder as long as every serial, because QR codes of addresses with the same length have the same size. */
const SERIAL_LIKE = '0000-0000-0000';

/** The page that a base is cut from, and what the cutter needs to know about it. */
export type BaseSheet = { html: string; title: string; density: Density; modules: number };

/**
 * Lays out the sheet of these facts with sentinels instead of a person's values.
 * @param address the check address up to the serial
 */
export async function baseSheet(shared: SharedFacts, address: string, art: SignatureArt | null): Promise<BaseSheet> {
  const { size: modules } = qrCodeOf(`${address}${SERIAL_LIKE}`);
  // A bar across the first row, which the QR code of a certificate replaces.
  const bar = Array.from({ length: modules * modules }, (_, index) => (index < modules ? 1 : 0));
  const facts = { ...shared, ...SENTINELS, verifyUrl: `${address}${SENTINELS.serial}` };
  return {
    html: await certificateHtml(facts, art, { qrCode: { size: modules, modules: bar } }),
    title: documentTitle(shared),
    density: densityOf(valuesOf(shared), { named: true, signed: art !== null }),
    modules,
  };
}

/**
 * Must be raised with every change to what is cut out of a sheet or how it is filled; tests/pdf/base-version.test.ts
 * fails if it isn't.
 */
export const FILLER_VERSION = 5;

/**
 * Returns the SHA-256 of everything that determines a base's bytes, so that no base is used after any of it changes.
 */
export async function baseKey(sheet: BaseSheet): Promise<string> {
  const parts = [sheet, PRINT_SETTINGS, FILLER_VERSION, await fontFingerprint()];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

const fingerprints = new WeakMap<GlyphFont, string>();

/**
 * Identifies the font's version, because another version numbers its characters differently, so that certificates
 * filled with it need a base of their own.
 */
async function fontFingerprint(): Promise<string> {
  const font = await baseFont();
  const fingerprint = fingerprints.get(font) ?? font.fingerprint();
  fingerprints.set(font, fingerprint);
  return fingerprint;
}

/**
 * Prints the sheet and cuts it into a base.
 * @throws AppError `too_many` or `unavailable` when too many certificates are being printed at once
 * @throws when the browser built the sheet differently than it does today
 */
export async function printBase(
  visit: PrintVisit,
  { html, ...about }: BaseSheet,
): Promise<{ bytes: Buffer; plan: BasePlan }> {
  return cutBase(await renderPdf(html, { visit, kind: 'certificate' }), { font: await baseFont(), ...about });
}

/** Returns the check address up to the serial; null when it does not end with one. */
export function addressBefore({ verifyUrl, serial }: { verifyUrl: string; serial: string }): string | null {
  const fits = verifyUrl.endsWith(`/${serial}`) && serial.length === SERIAL_LIKE.length;
  return fits ? verifyUrl.slice(0, -serial.length) : null;
}
