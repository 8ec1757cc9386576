import { z } from 'zod';
import { printedLine } from '../printed-line';
import { MAX_PRINTED_NAME, MAX_SIGNATURE, MAX_SIGNER_TITLE } from './limits';

const below = {
  printedName: printedLine({ label: 'Your printed name', max: MAX_PRINTED_NAME }),
  title: printedLine({ label: 'Your title', max: MAX_SIGNER_TITLE }),
};

/** How somebody signs (M12). A picture comes beside the form's texts, as a file. */
export const signatureSchema = z.discriminatedUnion(
  'kind',
  [
    z.object({
      kind: z.literal('typed'),
      typedText: printedLine({ label: 'Your signature', max: MAX_SIGNATURE }),
      ...below,
    }),
    z.object({ kind: z.literal('drawn'), drawing: z.string().default(''), ...below }),
    z.object({ kind: z.literal('picture'), ...below }),
  ],
  'Choose how you sign.',
);

export type SignatureInput = z.output<typeof signatureSchema>;
