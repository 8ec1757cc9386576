/** Coming in or going out. */
export type Direction = 'in' | 'out';

/** A badge that a phone scanned, and when. The phone makes the id, so that a scan that is sent twice counts once. */
export type Scan = { id: string; code: string; direction: Direction; at: string };

/** A session whose scans a scanner records. `timeAndRoom` is empty when nobody entered either. */
export type ScannerSession = { id: number; title: string; days: string; timeAndRoom: string };

/** The most scans that are sent together. */
export const MAX_SCANS = 200;

/** The result of a scan: the person's name; null when nobody on the roster has this code. */
export type NotedScan = { id: string; name: string | null };

/** Reads a code as people type it, without what doesn't matter: "4f7k 92qx" is "4F7K-92QX", and O is 0. */
export function readBadgeCode(typed: string): string {
  const plain = typed
    .toUpperCase()
    .replace(/^\s*PDUPS[\s:]*/, '')
    .replaceAll(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  return plain.length === 8 ? `${plain.slice(0, 4)}-${plain.slice(4)}` : plain;
}

/** Returns the text in the QR code of a badge, which lets a scanner tell it from other codes. */
export const badgeText = (code: string) => `PDUPS ${code}`;
