import { escapeHtml } from '../../escape-html';
import { pdfString } from './pdf-text';
import type { PdfObject } from './printed-objects';

/** The product's name, as the program that made a document. */
const MAKER = 'PDUPS';

/** Returns the document information of a PDF, with the entries that say the same as its metadata. */
export function informationOf(title: string): string {
  return `<</Title ${pdfString(title)}/Creator(${MAKER})/Producer(${MAKER})>>`;
}

/**
 * Returns the metadata stream of a PDF (XMP, ISO 16684-1): its title, that it follows PDF/UA-1 (ISO 14289-1), and
 * PDF/A-3u (ISO 19005-3). It is not compressed, so that programs without PDF support can find it in a
 * printed file.
 */
export function metadataOf(title: string): PdfObject {
  const written = Buffer.from(escapeHtml(withoutControls(title)), 'utf8');
  return { value: '<</Type/Metadata/Subtype/XML>>', stream: Buffer.concat([BEFORE_TITLE, written, BEHIND_TITLE]) };
}

/** Describes the one property that PDF/A does not know; it belongs in a description of its own. */
const EXTENSION = `<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA</pdfaSchema:schema><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>Part of PDF/UA</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
`;

const [BEFORE_TITLE, BEHIND_TITLE] = `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
${EXTENSION}<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">TITLE</rdf:li></rdf:Alt></dc:title>
<xmp:CreatorTool>${MAKER}</xmp:CreatorTool><pdf:Producer>${MAKER}</pdf:Producer><pdfuaid:part>1</pdfuaid:part><pdfaid:part>3</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`
  .split('TITLE')
  .map((part) => Buffer.from(part, 'utf8')) as [Buffer, Buffer];

/** Removes the characters that XML does not allow. */
function withoutControls(text: string): string {
  return text.toWellFormed().replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '');
}
