/** Makes a small PDF the way the browser does: version 1.4, one plain table, a tagged page. */
export function printedPdf({ page = '', catalog = '', trailer = '', title = 'A certificate' } = {}): Buffer {
  const content = 'BT /F1 12 Tf 72 720 Td (Approved) Tj ET';
  const objects = [
    `<</Title (${title})\n/Producer (Skia/PDF m153)>>`,
    `<</Type /Page\n/Resources <</ProcSet [/PDF /Text]>>\n/MediaBox [0 0 612 792]\n/Contents 3 0 R\n/Tabs /S\n${page}/Parent 4 0 R>>`,
    `<</Length ${content.length}>> stream\n${content}\nendstream`,
    '<</Type /Pages\n/Count 1\n/Kids [2 0 R]>>',
    `<</Type /Catalog\n/Pages 4 0 R\n/MarkInfo <</Type /MarkInfo\n/Marked true>>\n${catalog}/Lang (en)>>`,
  ];
  let text = '%PDF-1.4\n%\xd3\xeb\xe9\xe1\n';
  const places = objects.map((object, index) => {
    const place = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${places.join('')}`;
  const end = `trailer\n<</Size ${size}\n/Root 5 0 R\n/Info 1 0 R${trailer}>>\nstartxref\n${text.length}\n%%EOF\n`;
  return Buffer.from(`${text}${table}${end}`, 'latin1');
}
