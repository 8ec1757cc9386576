// What a spreadsheet takes for a formula, also behind blanks, with the full-width forms that some fold to ASCII.
const FORMULA = /^[\s\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u;

/**
 * A cell that no spreadsheet runs as a formula: such text gets an apostrophe in front (SECURITY, "Input and output").
 */
export function harmless<Cell extends string | number | null>(cell: Cell): Cell | string {
  return typeof cell === 'string' && FORMULA.test(cell) ? `'${cell}` : cell;
}
