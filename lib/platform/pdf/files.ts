/** Reading and writing of the objects in PDF files. */
export { entryOf, itemsOf, referredObject, withEntry } from './files/dictionary';
export { informationOf, metadataOf } from './files/document-information';
export { GlyphFont, hex, short, thousandths } from './files/glyph-font';
export { languageOf } from './files/language-of';
export { PageCollector, type Sheet } from './files/page-collector';
export { pdfString } from './files/pdf-text';
export type { FileSoFar, NumberedDictionary, StructureTop } from './files/printed-file';
export { objectsIn, type PdfObject, printedObjects } from './files/printed-objects';
export { PdfSection, type WrittenSection } from './files/section';
export { contentOf, textRunsOf } from './files/text-runs';
