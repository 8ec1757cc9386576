import type { NumberedDictionary } from '@/lib/platform/pdf/sealing/printed-file';
import type { Density } from '../template/fit';

/** Where a certificate says something of its person: texts, and the QR code. */
export type TextSlot = 'participantName' | 'participantSchool' | 'participantNumber' | 'serial' | 'footSerial';

/** The stream of a slot, and where its text stands: pixels of the sheet, from the top. */
export type SlotPlace = { object: number; x: number; y: number; size: number };

/**
 * What the filler has to know of a base: kept with its bytes, so that neither has to be read again. The certificate's own
 * part replaces the streams of the slots, which the base leaves empty, the document information, and, when it brings
 * fonts along, the dictionary of fonts.
 */
export type BasePlan = {
  length: number;
  crossReferenceAt: number;
  /** The lowest object number that is free. */
  size: number;
  catalog: NumberedDictionary;
  page: NumberedDictionary;
  info: NumberedDictionary;
  fonts: NumberedDictionary;
  /** The link that lies over the QR code, with a sentinel in the place of the serial. */
  link: NumberedDictionary;
  density: Density;
  texts: Record<TextSlot, SlotPlace>;
  qrCode: { object: number; modules: number };
};

/** The base's own font for most names. */
export const BASE_FONT = 'P0';
