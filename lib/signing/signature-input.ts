import { z } from 'zod';
import { printedLine } from '@/lib/platform/printed-line';
import { MAX_PRINTED_NAME, MAX_SIGNATURE, MAX_SIGNER_TITLE } from './limits';

const below = {
  printedName: printedLine({ label: 'Your printed name', max: MAX_PRINTED_NAME }),
  title: printedLine({ label: 'Your title', max: MAX_SIGNER_TITLE }),
};

/** How a person signs (M12). A picture is sent as a file, separately from the form's texts. */
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
