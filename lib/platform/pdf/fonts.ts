/** The fonts of everything that is printed: the faces, which of them a text needs, and how they draw it. */
export { scriptOf } from './fonts/choose-faces';
export { type Face, ITALIC_FACE, SCRIPT_FACE, STRONG_FACE, TEXT_FACE } from './fonts/faces';
export { type EmbeddedFont, embedFont, fontsForText } from './fonts/font-css';
export { type FontFile, fontFilesFor } from './fonts/font-files';
export { fontPartsOf, JOINERS } from './fonts/font-parts';
export { codePointsIn, fontFileOf, PLAIN_TEXT } from './fonts/plain-text';
export { type Cluster, type ShapingFont, shape, shapingFont } from './fonts/shaper';
export { subsetFont } from './fonts/subset';
