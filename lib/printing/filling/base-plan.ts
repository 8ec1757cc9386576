import type { NumberedDictionary, StructureTop } from '@/lib/platform/pdf/files';
import type { Density } from '../template/fit';

/** The places where a certificate has something of its attendee's, apart from the QR code. */
export type TextSlot = 'participantName' | 'participantSchool' | 'participantNumber' | 'serial' | 'footSerial';

/** The slots of values, each of which may be in another language than the sheet. */
export type ValueSlot = Extract<TextSlot, 'participantName' | 'participantSchool' | 'participantNumber'>;

/** The stream of a slot, and the position of its text in pixels of the sheet, from the top. */
export type SlotPlace = { object: number; x: number; y: number; size: number };

/**
 * Describes a base for the filler, and is stored with its bytes, so that neither has to be parsed again. The
 * certificate's own part replaces the streams of the slots, which the base leaves empty, the document information and
 * metadata, and, when it brings fonts of its own, the dictionary of fonts.
 */
export type BasePlan = {
  length: number;
  crossReferenceAt: number;
  /** The lowest free object number. */
  size: number;
  catalog: NumberedDictionary;
  page: NumberedDictionary;
  /** The object numbers of the document information and of the metadata. */
  info: number;
  metadata: number;
  fonts: NumberedDictionary;
  /** The link over the QR code, with a sentinel instead of the serial. */
  link: NumberedDictionary;
  density: Density;
  texts: Record<TextSlot, SlotPlace>;
  /** The structure elements with the values. */
  elements: Record<ValueSlot, NumberedDictionary>;
  /** The list of the structure elements that own the page's marked content, by its numbers. */
  owners: NumberedDictionary;
  structure: StructureTop;
  qrCode: { object: number; modules: number };
};

/** The name of the base's own font, which sets most names. */
export const BASE_FONT = 'P0';
