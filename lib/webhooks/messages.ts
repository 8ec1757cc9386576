import { z } from 'zod';
import { TEST_TYPE } from './types';

/** What messages say. The published description is made from these schemas, and tests check messages against them. */

const timestamp = z.iso.datetime().meta({ description: 'When it happened; not when the message was sent.' });
const serial = z.string().meta({ examples: ['K7Q3-9F2M-XT4W'] });
const eventId = z.int();

export const MESSAGES = {
  'certificate.issued': z.strictObject({
    type: z.literal('certificate.issued'),
    timestamp,
    data: z.strictObject({ serial, eventId, state: z.literal('valid') }),
  }),
  'certificate.corrected': z.strictObject({
    type: z.literal('certificate.corrected'),
    timestamp,
    data: z.strictObject({
      serial: serial.meta({ description: 'The new certificate.' }),
      eventId,
      state: z.literal('valid'),
      supersedes: serial.meta({ description: 'The certificate that it replaced.' }),
    }),
  }),
  'certificate.revoked': z.strictObject({
    type: z.literal('certificate.revoked'),
    timestamp,
    data: z.strictObject({ serial, eventId, state: z.literal('revoked') }),
  }),
  'count.due': z.strictObject({
    type: z.literal('count.due'),
    timestamp,
    data: z.strictObject({ eventId, state: z.literal('count-due') }),
  }),
  [TEST_TYPE]: z.strictObject({ type: z.literal(TEST_TYPE), timestamp, data: z.strictObject({}) }),
};
