// What a spreadsheet treats as a formula, even after spaces, including the full-width forms that some fold to ASCII.
const FORMULA = /^[\s\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u;

/**
 * Makes a cell safe: text that a spreadsheet would run as a formula gets an apostrophe in front (SECURITY, "Input and
 * output").
 */
export function harmless<Cell extends string | number | null>(cell: Cell): Cell | string {
  return typeof cell === 'string' && FORMULA.test(cell) ? `'${cell}` : cell;
}
