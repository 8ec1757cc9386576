import { z } from 'zod';

/** What the HTTP endpoint answers. The published description is made from these, and tests hold answers against them. */

const serial = z.string().meta({ description: 'As printed on the certificate.', examples: ['K7Q3-9F2M-XT4W'] });
const checkUrl = z.url().meta({ description: 'Where anybody can check the certificate. No key is needed.' });
const pdfUrl = z.url().meta({ description: 'The certificate’s file. Ask with your key, and hand it on yourself.' });
const day = z.string().meta({ format: 'date', examples: ['2026-05-03'] });
const units = z.string().meta({ description: 'An exact decimal in quarter steps.', examples: ['6.25'] });

export const issuedAnswer = z
  .strictObject({ serial, eventId: z.int(), checkUrl, pdfUrl })
  .meta({ description: 'The learner’s certificate of the event.' });
export type IssuedAnswer = z.infer<typeof issuedAnswer>;

export const certificateAnswer = z.strictObject({
  serial,
  eventId: z.int(),
  state: z.enum(['valid', 'superseded', 'revoked']).meta({
    description: '`superseded`: a corrected one took its place, see `supersededBy`. `revoked`: it holds no more.',
  }),
  supersededBy: z.string().nullable().meta({ description: 'The serial of the one that took its place.' }),
  name: z.string().meta({ description: 'As printed.' }),
  units,
  issuedAt: z.iso.datetime(),
  checkUrl,
  pdfUrl,
});
export type CertificateAnswer = z.infer<typeof certificateAnswer>;

export const eventsAnswer = z
  .strictObject({
    events: z.array(z.strictObject({ eventId: z.int(), title: z.string(), startsOn: day, endsOn: day, units })),
    next: z.string().nullable().meta({
      description: 'Send it as `cursor` for the next page. Null: this was the last.',
    }),
  })
  .meta({ description: 'Newest first.' });
export type EventsAnswer = z.infer<typeof eventsAnswer>;

export const problemAnswer = z
  .strictObject({
    type: z.literal('about:blank'),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: 'What happened and what to do, as a sentence for people.' }),
    requestId: z.string().meta({ description: 'Quote it when you write to support.' }),
    errors: z
      .array(z.strictObject({ field: z.string(), detail: z.string() }))
      .optional()
      .meta({ description: 'What is wrong with which field.' }),
  })
  .meta({ description: 'RFC 9457, application/problem+json.' });
export type ProblemAnswer = z.infer<typeof problemAnswer>;
