import { ENTRIES, ENTRY_SIZES, leadingOf, RISE } from './entry-lines';
import { FAMILIES } from './values';

/**
 * Converts points of the printed sheet to a CSS length. The preview is the same sheet at whatever width it is given.
 */
const pt = (points: number) => `calc(${points}*var(--pt))`;

const stack = (family: string) => `"${family}","Source Serif 4 Variable","Source Serif 4",Georgia,serif`;

/** Returns the class of a text on a writing line, which sets its size and its distance from the text above. */
export function setClass(size: number, tall: boolean): string {
  return `certificate__set--${String(size).replace('.', '-')}${tall ? '-tall' : ''}`;
}

/**
 * The line height that every line takes up, whatever its own size, so that its baseline is at the same place for every
 * size and font, and only the distance between lines depends on the size.
 */
const STRUT = 7.5;
/** From the bottom of such a line up to its baseline. */
const STRUT_DEPTH = 2.25;

const entrySizes = ENTRY_SIZES.flatMap((size) =>
  [false, true].map(
    (tall) =>
      `.certificate .${setClass(size, tall)}{margin-top:${pt(leadingOf(size, tall) - STRUT)}}.certificate .${setClass(size, tall)} span{font-size:${pt(size)}}`,
  ),
).join('\n');

const entryColumns = Object.entries(ENTRIES)
  .map(([field, { width }]) => `.certificate__entry--${field}{width:${pt(width)}}`)
  .join('\n');

const entryRoom = (density: 'airy' | 'dense' | 'packed') => {
  const sheet = `.certificate__sheet--${density}`;
  return [
    `${sheet} .certificate__participant .certificate__entry dd{min-height:${pt(ENTRIES.participantName.room[density])}}`,
    `${sheet} .certificate__verifications .certificate__entry dd{min-height:${pt(ENTRIES.signedBy.room[density])}}`,
    `${sheet} .certificate__entry--signature dd{height:${pt(ENTRIES.participantName.room[density] - 1.5)}}`,
  ].join('\n');
};

/** The space between the number and the name of a section, including the blank after the number. */
const HEADING_GAP = 7;
/** The width of a blank in the headings: 0.228 ems and the letter spacing, at 10.5 points. */
const BLANK = 10.5 * (0.228 + 0.05);

/**
 * All rules are scoped to `.certificate`, so they work in a page of their own and in a shadow root alike, and don't
 * affect anything else. Colors are dark enough to read in black and white; nothing is filled, and no meaning depends on
 * color.
 */
export const certificateCss = `
.certificate{container-type:size;width:100%;aspect-ratio:792/612;background:#fff;color:#14201c;text-align:left;font-synthesis:none;-webkit-print-color-adjust:exact;print-color-adjust:exact}
.certificate *{box-sizing:border-box;margin:0;padding:0}
.certificate p,.certificate dt,.certificate dd,.certificate h1{white-space-collapse:preserve}
.certificate__sheet{--pt:calc(100cqw/792);--spruce:#1d4238;--brass:#86662a;--quiet:#46554e;position:relative;width:100%;height:${pt(612)};padding:${pt(64)} ${pt(78)} ${pt(63)};display:flex;flex-direction:column;font:400 ${pt(10)}/1.25 ${stack(FAMILIES.text)};font-kerning:normal;text-rendering:geometricPrecision;font-variant-ligatures:common-ligatures}
.certificate__border{position:absolute;inset:0;width:100%;height:100%}
.certificate__line,.certificate__thread,.certificate__corner,.certificate__ray,.certificate__sun,.certificate__ridge,.certificate__slope{fill:none;stroke:var(--spruce)}
.certificate__line--bold{stroke-width:1.4}
.certificate__line--fine{stroke-width:.6;stroke:var(--brass)}
.certificate__thread{stroke-width:.5}
.certificate__thread--brass{stroke:var(--brass)}
.certificate__corner{stroke-width:1.4;fill:#fff}
.certificate__solid{fill:var(--brass)}
.certificate__head{text-align:center;position:relative}
.certificate__emblem{display:block;margin:0 auto ${pt(5)};width:${pt(46)};height:${pt(46)}}
.certificate__ray{stroke:var(--brass);stroke-width:1.5;stroke-linecap:round}
.certificate__sun{stroke:var(--brass);stroke-width:1.8}
.certificate__ridge{stroke-width:3;stroke-linejoin:round;stroke-linecap:round}
.certificate__slope{stroke-width:1.4;stroke-linecap:round}
.certificate h1{font:400 ${pt(23)}/1.2 ${stack(FAMILIES.strong)};font-variant-caps:small-caps;letter-spacing:.01em;color:var(--spruce)}
.certificate__flourish{display:block;margin:${pt(5)} auto 0;width:${pt(300)};height:${pt(10)}}
.certificate h2{display:flex;white-space:nowrap;align-items:baseline;gap:${pt(HEADING_GAP - BLANK)};font:400 ${pt(10.5)}/1.2 ${stack(FAMILIES.strong)};font-variant-caps:small-caps;letter-spacing:.05em;color:var(--spruce)}
.certificate h2::after{content:"";flex:1;border-top:${pt(0.6)} solid var(--brass);align-self:center}
.certificate__numeral{color:var(--brass);white-space:pre}
.certificate__numeral span{font-kerning:none}
.certificate__participant{position:relative;margin-top:${pt(9)}}
.certificate__information{position:relative;margin-top:${pt(13)};flex:1;display:flex;flex-direction:column}
.certificate__verifications{position:relative;margin-top:${pt(10)};display:grid;grid-template-columns:5fr 7fr;gap:${pt(30)}}
.certificate__verifications section{display:flex;flex-direction:column}
.certificate__verifications .certificate__blanks{margin-top:auto}
.certificate__blanks{display:flex;flex-wrap:wrap;column-gap:${pt(18)}}
.certificate__blank{flex:1 1 0;min-width:0;margin-top:${pt(21)};padding-top:${pt(2)};border-top:${pt(0.75)} solid #14201c;font-size:${pt(7.5)};line-height:1.2;color:var(--quiet)}
.certificate__blank--wide{flex-grow:2}
.certificate__blank--full{flex-basis:100%}
.certificate__entry dt{padding-top:${pt(2)};border-top:${pt(0.75)} solid #14201c}
.certificate__entry{display:grid;grid-template-columns:100%;align-content:end}
.certificate__entry dt,.certificate__field--units dt{grid-row:2}
.certificate__entry dd,.certificate__field--units dd{grid-row:1}
.certificate__entry--signature{width:100%}
.certificate__entry dd{display:flex;flex-direction:column;justify-content:flex-end}
.certificate .certificate__written{padding-bottom:${pt(RISE.plain - STRUT_DEPTH)};line-height:${pt(STRUT)};font-size:${pt(STRUT)};text-wrap:wrap}
.certificate .certificate__written--tall{padding-bottom:${pt(RISE.tall - STRUT_DEPTH)}}
.certificate__set{display:block}
.certificate__set span{line-height:0}
.certificate__signature{font-family:${stack(FAMILIES.script)};white-space:nowrap;color:#1b2a5c;line-height:1;padding-left:${pt(6)}}
.certificate__signature--l{font-size:${pt(21)};margin-bottom:${pt(2)}}
.certificate__signature--m{font-size:${pt(18)};margin-bottom:${pt(1.5)}}
.certificate__signature--s{font-size:${pt(15)}}
.certificate__signature--xs{font-size:${pt(12)}}
.certificate__signature--xxs{font-size:${pt(9)}}
.certificate__signature--tiny{font-size:${pt(6)}}
.certificate__signature--least{font-size:${pt(3)}}
.certificate__signature--tall{font-size:${pt(10)};margin-bottom:${pt(7)}}
.certificate__signature--tall-xs{font-size:${pt(7)};margin-bottom:${pt(5)}}
.certificate__signature--tall-least{font-size:${pt(3.5)};margin-bottom:${pt(3)}}
.certificate__signature-picture{display:block;max-width:${pt(256)};height:100%;object-fit:contain;object-position:left bottom;align-self:flex-start;margin-left:${pt(6)}}
.certificate__check{display:flex;flex-direction:column;align-items:flex-start;justify-content:flex-end;font-size:${pt(7)};line-height:1.2;color:var(--quiet);overflow-wrap:anywhere}
.certificate__check p{width:100%}
.certificate__qr{display:block;width:${pt(60)};height:${pt(60)};margin-bottom:${pt(5)};fill:#000}
.certificate__check .certificate__serial{margin-top:${pt(1)};font-size:${pt(8.25)};color:#14201c;white-space:nowrap}
.certificate__sheet--named .certificate__verifications h2::after{display:none}
.certificate__sheet--named .certificate__verifications{grid-template-columns:${pt(230)} minmax(0,1fr) ${pt(90)};gap:${pt(18)}}
${entryColumns}
${entryRoom('airy')}
${entryRoom('dense')}
${entryRoom('packed')}
${entrySizes}
.certificate__statement{margin-top:${pt(4)};text-wrap:balance;font:400 ${pt(9)}/1.3 ${stack(FAMILIES.italic)}}
.certificate__information dl{position:relative;flex:1;display:grid;grid-template-columns:${pt(272)} 1fr;column-gap:${pt(20)};row-gap:${pt(6)};align-content:space-evenly;padding-right:${pt(148)}}
.certificate__field--title,.certificate__field--location{grid-column:1/-1}
.certificate dt{font-size:${pt(7.5)};line-height:1.2;color:var(--quiet)}
.certificate__information dd{overflow-wrap:anywhere;text-wrap:balance;text-align:left;line-height:1.22}
.certificate__information dd.certificate__value--tall{line-height:1.6}
.certificate__word{white-space:nowrap}
.certificate__information dd.certificate__value--xxs{font-size:${pt(7.5)}}
.certificate__value--xl{font-size:${pt(21)}}
.certificate__value--l{font-size:${pt(13)}}
.certificate__value--m{font-size:${pt(11)}}
.certificate__value--s{font-size:${pt(9)}}
.certificate__value--xs{font-size:${pt(8)}}
.certificate__field--title .certificate__value--l{font-size:${pt(17)}}
.certificate__field--title .certificate__value--m{font-size:${pt(13.5)}}
.certificate__field--title .certificate__value--s{font-size:${pt(11)}}
.certificate__field--title .certificate__value--xs{font-size:${pt(9.5)}}
.certificate__field--units{position:absolute;right:0;top:50%;width:${pt(132)};height:${pt(132)};margin-top:${pt(-66)};display:grid;align-content:center;justify-items:center;text-align:center}
.certificate__ring{position:absolute;inset:0;width:100%;height:100%}
.certificate__field--units dt{width:${pt(74)};font-size:${pt(7)};line-height:1.15}
.certificate__field--units dd{font-family:${stack(FAMILIES.strong)};line-height:1;color:var(--spruce);text-align:center}
.certificate__field--units .certificate__value--xl{font-size:${pt(44)}}
.certificate__field--units .certificate__value--l{font-size:${pt(34)}}
.certificate__field--units .certificate__value--m{font-size:${pt(27)}}
.certificate__field--units .certificate__value--s{font-size:${pt(21)}}
.certificate__foot{position:relative;margin-top:${pt(9)};display:flex;justify-content:space-between;font-size:${pt(7)};line-height:1.2;color:var(--quiet)}
.certificate__sheet--dense .certificate__emblem,.certificate__sheet--packed .certificate__emblem{width:${pt(34)};height:${pt(34)};margin-bottom:${pt(2)}}
.certificate__sheet--dense h1,.certificate__sheet--packed h1{line-height:1.1}
.certificate__sheet--dense .certificate__flourish,.certificate__sheet--packed .certificate__flourish{margin-top:${pt(2)}}
.certificate__sheet--dense .certificate__blank,.certificate__sheet--packed .certificate__blank{margin-top:${pt(19)}}
.certificate__sheet--dense .certificate__participant,.certificate__sheet--packed .certificate__participant{margin-top:${pt(4)}}
.certificate__sheet--dense .certificate__information,.certificate__sheet--packed .certificate__information{margin-top:${pt(8)}}
.certificate__sheet--dense .certificate__information dl{row-gap:${pt(4)}}
.certificate__sheet--packed .certificate__information dl{row-gap:${pt(2)}}
.certificate__sheet--dense .certificate__verifications,.certificate__sheet--packed .certificate__verifications{margin-top:${pt(6)}}
.certificate__sheet--packed .certificate__foot,.certificate__sheet--dense .certificate__foot{margin-top:${pt(5)}}
.certificate__sheet--packed dd.certificate__value--tall{line-height:1.4}
.certificate__sheet--packed.certificate__sheet--named .certificate__flourish,.certificate__sheet--packed.certificate__sheet--signed .certificate__flourish{display:none}
`;
