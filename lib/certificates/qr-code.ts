import QRCode from 'qrcode';
import type { QrCode } from './template/qr-picture';

/** Any of the eight masks can be read; trying all of them to find the fairest takes three times as long. */
const MASK = 2;

/** The QR code of an address. Codes of addresses of the same length have the same size. */
export function qrCodeOf(address: string): QrCode {
  const data = new Uint8ClampedArray(Buffer.from(address, 'utf8'));
  const { modules } = QRCode.create([{ data, mode: 'byte' }], { errorCorrectionLevel: 'M', maskPattern: MASK });
  return { size: modules.size, modules: modules.data };
}
