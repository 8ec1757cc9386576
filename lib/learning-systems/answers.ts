import { z } from 'zod';

/**
 * The answers of the HTTP endpoint. The published description is made from these schemas, and tests check answers
 * against them.
 */

const serial = z.string().meta({ description: 'As printed on the certificate.', examples: ['K7Q3-9F2M-XT4W'] });
const checkUrl = z.url().meta({ description: 'Where anyone can check the certificate. No key is needed.' });
const pdfUrl = z
  .url()
  .meta({ description: 'The certificate’s file. Request it with your key and pass it on yourself.' });
const day = z.string().meta({ format: 'date', examples: ['2026-05-03'] });
const signed = z.boolean().meta({
  description:
    'Section IV is signed digitally. `false`: someone has to sign it by hand, on paper, before the certificate counts.',
});
const units = z.string().meta({
  description: 'An exact decimal in quarter steps, as text. A request takes it as it is, or as a number.',
  examples: ['6.25'],
});

export const issuedAnswer = z
  .strictObject({ serial, eventId: z.int(), signed, checkUrl, pdfUrl })
  .meta({ description: 'The learner’s certificate for the event.' });
export type IssuedAnswer = z.infer<typeof issuedAnswer>;

export const correctedAnswer = z
  .strictObject({
    ...issuedAnswer.shape,
    supersedes: z.string().meta({ description: 'The serial number of the certificate that it replaces.' }),
  })
  .meta({ description: 'The corrected certificate.' });
export type CorrectedAnswer = z.infer<typeof correctedAnswer>;

export const certificateAnswer = z.strictObject({
  serial,
  eventId: z.int(),
  state: z.enum(['valid', 'superseded', 'revoked']).meta({
    description: '`superseded`: replaced by a corrected certificate, see `supersededBy`. `revoked`: no longer valid.',
  }),
  supersededBy: z.string().nullable().meta({ description: 'The serial number of the certificate that replaced it.' }),
  name: z.string().meta({ description: 'As printed.' }),
  units,
  signed,
  issuedAt: z.iso.datetime(),
  checkUrl,
  pdfUrl,
});
export type CertificateAnswer = z.infer<typeof certificateAnswer>;

export const eventsAnswer = z
  .strictObject({
    events: z.array(
      z.strictObject({
        eventId: z.int(),
        title: z.string(),
        startsOn: day,
        endsOn: day,
        units,
        signed: z.boolean().meta({ description: 'Certificates that are issued now are signed digitally.' }),
      }),
    ),
    next: z.string().nullable().meta({
      description: 'Send it as `cursor` for the next page. Null on the last page.',
    }),
  })
  .meta({ description: 'Newest first.' });
export type EventsAnswer = z.infer<typeof eventsAnswer>;

const errors = z
  .array(z.strictObject({ field: z.string(), detail: z.string() }))
  .optional()
  .meta({ description: 'What is wrong with which field.' });

/** A refused item of a request with several. */
const refusedItem = z
  .strictObject({
    status: z.int().min(400).meta({ description: 'The status that a request for this item alone would get.' }),
    detail: z.string().meta({ description: 'What happened and what to do, in a sentence for people to read.' }),
    errors,
  })
  .meta({ description: 'The item was refused; the others are not affected.' });

export const batchAnswer = z
  .strictObject({
    results: z.array(
      z.union([
        z
          .strictObject({
            status: z.int().max(299).meta({
              description: '`201`: a certificate was issued. `200`: the learner already had this one.',
            }),
            certificate: issuedAnswer,
            replayed: z.boolean().meta({ description: 'An earlier request with the same key issued it.' }),
          })
          .meta({ description: 'The item was carried out.' }),
        refusedItem,
      ]),
    ),
  })
  .meta({ description: 'One result for each item, in the same order.' });
export type BatchAnswer = z.infer<typeof batchAnswer>;

const ownNumber = z.string().meta({ description: 'Your own number, as in the request.', examples: ['S-101'] });

const putEventAnswer = z
  .strictObject({
    status: z.int().max(299).meta({ description: '`201`: the event was added. `200`: it existed.' }),
    eventId: z.int().nullable().meta({ description: 'Null for an event that a dry run did not add.' }),
    ownNumber,
    changed: z
      .array(z.string())
      .meta({ description: 'The fields that changed; empty when nothing did, or the event is new.' }),
  })
  .meta({ description: 'The item was carried out, or a dry run found that it can be.' });
export type PutEventAnswer = z.infer<typeof putEventAnswer>;

export const putEventsAnswer = z
  .strictObject({ dryRun: z.boolean(), results: z.array(z.union([putEventAnswer, refusedItem])) })
  .meta({ description: 'One result for each event, in the same order.' });
export type PutEventsAnswer = z.infer<typeof putEventsAnswer>;

const putCountAnswer = z
  .strictObject({
    status: z.int().max(299),
    eventId: z.int(),
    ownNumber,
    count: z.int().meta({ description: 'The count that is recorded now.' }),
    before: z.int().nullable().meta({ description: 'The count that was recorded before; null: none.' }),
  })
  .meta({ description: 'The count is recorded, or a dry run found that it can be.' });
export type PutCountAnswer = z.infer<typeof putCountAnswer>;

export const putCountsAnswer = z
  .strictObject({ dryRun: z.boolean(), results: z.array(z.union([putCountAnswer, refusedItem])) })
  .meta({ description: 'One result for each count, in the same order.' });
export type PutCountsAnswer = z.infer<typeof putCountsAnswer>;

export const problemAnswer = z
  .strictObject({
    type: z.literal('about:blank'),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: 'What happened and what to do, in a sentence for people to read.' }),
    requestId: z.string().meta({ description: 'Include it when you email support.' }),
    errors,
  })
  .meta({ description: 'RFC 9457, application/problem+json.' });
export type ProblemAnswer = z.infer<typeof problemAnswer>;
