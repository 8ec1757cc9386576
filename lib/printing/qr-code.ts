import QRCode from 'qrcode';
import type { QrCode } from './template/qr-picture';

/** Any of the eight masks is readable; trying all of them to find the best one takes three times as long. */
const MASK = 2;

/** Makes the QR code of an address. Addresses of the same length have codes of the same size. */
export function qrCodeOf(address: string): QrCode {
  const data = new Uint8ClampedArray(Buffer.from(address, 'utf8'));
  const { modules } = QRCode.create([{ data, mode: 'byte' }], { errorCorrectionLevel: 'M', maskPattern: MASK });
  return { size: modules.size, modules: modules.data };
}
