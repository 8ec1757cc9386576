import { z } from 'zod';
import { env, supportAddress } from '@/lib/platform/env';
import { MESSAGES } from '@/lib/webhooks/messages';
import { TYPE_LABELS, type WebhookType } from '@/lib/webhooks/types';
import { API_PATH } from './addresses';
import {
  batchAnswer,
  certificateAnswer,
  correctedAnswer,
  eventsAnswer,
  issuedAnswer,
  problemAnswer,
  putCountsAnswer,
  putEventsAnswer,
} from './answers';
import { MAX_REQUESTS } from './authenticate';
import { MAX_EVENTS } from './list-events';
import { MAX_PUT_COUNTS, putCountRequest } from './put-counts';
import { MAX_PUT_EVENTS, putEventRequest } from './put-events';
import { MAX_BATCH } from './request-batch';
import { certificateRequest } from './request-certificate';
import { correctionRequest } from './request-correction';
import { revocationRequest } from './request-revocation';

type Json = Record<string, unknown>;

/**
 * Returns the description of the HTTP endpoint (OpenAPI 3.1), made from the same schemas that requests and answers
 * follow.
 */
export function describeApi(): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: 'PDUPS for learning management systems',
      version: '1.0.0',
      description: [
        'Issues official certificates of professional development units to learners who completed one of your events.',
        `Create a key at ${env().APP_URL}/learning-systems and keep it on your server: it acts in your provider’s name.`,
        `A key can send ${MAX_REQUESTS.toLocaleString('en-US')} requests per 15 minutes.`,
        'Other providers’ events and serial numbers get the same response as ones that do not exist.',
      ].join(' '),
      contact: { email: supportAddress() },
    },
    servers: [{ url: `${env().APP_URL}${API_PATH}` }],
    externalDocs: { description: 'How to connect a system', url: `${env().APP_URL}/help/learning-systems` },
    security: [{ key: [] }],
    paths: {
      '/certificates': { post: REQUEST },
      '/certificates/batch': { post: BATCH },
      '/certificates/{serial}': { parameters: [SERIAL], get: LOOK_UP },
      '/certificates/{serial}/correct': { parameters: [SERIAL], post: CORRECT },
      '/certificates/{serial}/pdf': { parameters: [SERIAL], get: DOWNLOAD },
      '/certificates/{serial}/revoke': { parameters: [SERIAL], post: REVOKE },
      '/events': { get: LIST },
      '/events/batch': { post: PUT_EVENTS },
      '/events/counts': { post: PUT_COUNTS },
    },
    webhooks: Object.fromEntries(Object.keys(MESSAGES).map((type) => [type, { post: messageOf(type) }])),
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'The key as shown when it was made.' } },
      schemas: {
        ...schemasOf(
          {
            CertificateRequest: certificateRequest,
            CorrectionRequest: correctionRequest,
            RevocationRequest: revocationRequest,
            EventToPut: putEventRequest,
            CountToPut: putCountRequest,
          },
          'input',
        ),
        BatchRequest: {
          type: 'object',
          properties: {
            certificates: {
              type: 'array',
              minItems: 1,
              maxItems: MAX_BATCH,
              items: { $ref: '#/components/schemas/CertificateRequest' },
            },
          },
          required: ['certificates'],
          additionalProperties: false,
        },
        EventsRequest: {
          type: 'object',
          properties: {
            dryRun: DRY_RUN,
            attested: {
              const: true,
              description: 'Your provider confirms that each of these events earns units, as on the event form.',
            },
            events: {
              type: 'array',
              minItems: 1,
              maxItems: MAX_PUT_EVENTS,
              items: { $ref: '#/components/schemas/EventToPut' },
            },
          },
          required: ['attested', 'events'],
          additionalProperties: false,
        },
        CountsRequest: {
          type: 'object',
          properties: {
            dryRun: DRY_RUN,
            counts: {
              type: 'array',
              minItems: 1,
              maxItems: MAX_PUT_COUNTS,
              items: { $ref: '#/components/schemas/CountToPut' },
            },
          },
          required: ['counts'],
          additionalProperties: false,
        },
        ...schemasOf(
          {
            IssuedCertificate: issuedAnswer,
            BatchResults: batchAnswer,
            Certificate: certificateAnswer,
            CorrectedCertificate: correctedAnswer,
            EventList: eventsAnswer,
            EventsResults: putEventsAnswer,
            CountsResults: putCountsAnswer,
            Problem: problemAnswer,
            ...MESSAGES,
          },
          'output',
        ),
      },
    },
  };
}

function schemasOf(schemas: Record<string, z.ZodType>, io: 'input' | 'output'): Json {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => {
      const { $schema: _dialect, ...described } = z.toJSONSchema(schema, { io, target: 'draft-2020-12' });
      return [name, described];
    }),
  );
}

const json = (name: string) => ({ 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } });

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

const OF_ALL = {
  401: problem('The key is missing, wrong or revoked.'),
  403: problem(
    'The provider can’t give out certificates now: it is suspended or closed, or its approval was withdrawn.',
  ),
  429: problem('Too many requests. `Retry-After` says when to try again.'),
  503: problem('Busy or under maintenance. Try again after `Retry-After` seconds.'),
};

const NO_SUCH_CERTIFICATE = problem('Your provider has no certificate with that serial number.');

const SERIAL = {
  name: 'serial',
  in: 'path',
  required: true,
  description: 'In any case, with or without dashes.',
  schema: { type: 'string', maxLength: 40 },
};

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description:
    'Your own text for this request, such as a UUID. If you retry with the same key, the request is carried out once and gets the same response. Kept for 30 days. Refused requests are not kept.',
  schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' },
};

const REQUEST = {
  operationId: 'createCertificate',
  summary: 'Issue a certificate to a learner who completed an event',
  description:
    'A learner gets one certificate for an event. If you ask again, you get the same one. Learners are identified by `learnerId`, else by `email` and `name`. With neither, PDUPS looks for the name on the roster: if no one has it, the learner is added; if just one person has it and they have no certificate, that person gets it; otherwise the answer is `409`. To correct a certificate, use `correctCertificate`. Only the event’s pages can replace a revoked one.',
  parameters: [IDEMPOTENCY_KEY],
  requestBody: { required: true, content: json('CertificateRequest') },
  responses: {
    200: { description: 'The learner already had this certificate.', content: json('IssuedCertificate') },
    201: { description: 'A certificate was issued.', content: json('IssuedCertificate') },
    400: problem('The body is not JSON.'),
    404: problem('Your provider has no such event.'),
    409: problem(
      'The certificate was revoked, someone with this name is on the roster and the request has neither `learnerId` nor `email`, the event is not signed digitally and the key gets only signed certificates, or the event is being edited right now.',
    ),
    413: problem('The body is too large.'),
    415: problem('The body’s type is not JSON.'),
    422: problem('A field is invalid, or the `Idempotency-Key` was used for another request.'),
    ...OF_ALL,
  },
};

const BATCH = {
  operationId: 'createCertificates',
  summary: 'Issue the certificates of many learners at once',
  description:
    'Each item is handled as if it were sent alone, in order, and has its own result; a refused item does not affect the others. Send the same batch again with the same `Idempotency-Key` after an interruption: what was carried out gets the same response, and the rest is carried out. Each item counts as one request. Allow a few minutes for a large batch.',
  parameters: [IDEMPOTENCY_KEY],
  requestBody: { required: true, content: json('BatchRequest') },
  responses: {
    200: { description: 'The results, one for each item.', content: json('BatchResults') },
    400: problem('The body is not JSON.'),
    413: problem('The body is too large.'),
    415: problem('The body’s type is not JSON.'),
    422: problem('The batch is empty or too long, or the `Idempotency-Key` is missing.'),
    ...OF_ALL,
  },
};

const DRY_RUN = {
  type: 'boolean',
  default: false,
  description: 'Checks everything and saves nothing. The results are the ones that the same request would get.',
};

const OF_SEVERAL = {
  400: problem('The body is not JSON.'),
  413: problem('The body is too large.'),
  415: problem('The body’s type is not JSON.'),
  422: problem('There are no items or too many, or a field beside them is invalid.'),
  ...OF_ALL,
};

const PUT_EVENTS = {
  operationId: 'putEvents',
  summary: 'Add and change events by your own numbers',
  description:
    'An event with your own number is changed: what is left out stays as it is. Any other number is a new event, which needs what the event form needs. Each event has its own result; a refused one does not affect the others. The same request sent again changes nothing. An event that has ended or was canceled is not changed: its result is `409`, unless nothing would change. Each event counts as one request.',
  requestBody: { required: true, content: json('EventsRequest') },
  responses: {
    200: { description: 'The results, one for each event.', content: json('EventsResults') },
    ...OF_SEVERAL,
  },
};

const PUT_COUNTS = {
  operationId: 'putCounts',
  summary: 'Record certificate counts by your own numbers',
  description:
    'Records how many certificates were given out for each event, from its last day on. A recorded count is replaced only when the item says which (`replaces`); otherwise its result is `409`, and also when fewer are sent than PDUPS issued. The same request sent again changes nothing. Each count counts as one request.',
  requestBody: { required: true, content: json('CountsRequest') },
  responses: {
    200: { description: 'The results, one for each count.', content: json('CountsResults') },
    ...OF_SEVERAL,
  },
};

const LOOK_UP = {
  operationId: 'getCertificate',
  summary: 'Get a certificate’s status',
  responses: {
    200: { description: 'The certificate.', content: json('Certificate') },
    404: NO_SUCH_CERTIFICATE,
    ...OF_ALL,
  },
};

const CORRECT = {
  operationId: 'correctCertificate',
  summary: 'Replace a certificate with a corrected one',
  description:
    'Makes a new certificate with a new serial number, using the event as it is now. The old one is `superseded`, which people who check it can see. The roster is corrected, too. A field that is left out stays as it is on the roster. `completedOn` is checked as in `createCertificate` and noted in the log; it is not printed.',
  parameters: [IDEMPOTENCY_KEY],
  requestBody: { required: true, content: json('CorrectionRequest') },
  responses: {
    201: { description: 'The corrected certificate was issued.', content: json('CorrectedCertificate') },
    400: problem('The body is not JSON.'),
    404: NO_SUCH_CERTIFICATE,
    409: problem(
      'The certificate was already corrected or revoked, another attendee has that name, the event is not signed digitally and the key gets only signed certificates, or the event is being edited right now.',
    ),
    413: problem('The body is too large.'),
    415: problem('The body’s type is not JSON.'),
    422: problem(
      'A field is invalid, nothing would be different, the event was canceled, or the `Idempotency-Key` was used for another request.',
    ),
    ...OF_ALL,
  },
};

const REVOKE = {
  operationId: 'revokeCertificate',
  summary: 'Revoke a certificate permanently',
  description:
    'People who check it see that it was revoked. The learner then counts as not having completed the event, and only the event’s pages can issue another certificate. Revoking it again changes nothing and gets the same response.',
  requestBody: { required: true, content: json('RevocationRequest') },
  responses: {
    200: { description: 'The certificate is revoked.', content: json('Certificate') },
    400: problem('The body is not JSON.'),
    404: NO_SUCH_CERTIFICATE,
    409: problem('A corrected certificate replaced it; revoke that one.'),
    413: problem('The body is too large.'),
    415: problem('The body’s type is not JSON.'),
    422: problem('The reason is missing or too long.'),
    ...OF_ALL,
  },
};

const DOWNLOAD = {
  operationId: 'getCertificatePdf',
  summary: 'Get a certificate’s file',
  responses: {
    200: {
      description: 'The file, exactly as it was issued.',
      content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } },
    },
    404: NO_SUCH_CERTIFICATE,
    409: problem('The certificate was revoked or replaced.'),
    ...OF_ALL,
  },
};

function messageOf(type: string): Json {
  return {
    summary: TYPE_LABELS[type as WebhookType] ?? 'A test that a manager sent',
    description:
      'Sent to the webhooks of your provider that ask for it, signed as in Standard Webhooks. The same `webhook-id` can come more than once.',
    security: [],
    parameters: ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => ({
      name,
      in: 'header',
      required: true,
      schema: { type: 'string' },
    })),
    requestBody: { required: true, content: json(type) },
    responses: { '2XX': { description: 'The message has arrived. Anything else is sent again later.' } },
  };
}

const LIST = {
  operationId: 'listEvents',
  summary: 'Your provider’s events, newest first',
  parameters: [
    {
      name: 'cursor',
      in: 'query',
      description: '`next` from the previous page; leave out for the first page.',
      schema: { type: 'string', pattern: '^[1-9]\\d{0,14}$' },
    },
    {
      name: 'limit',
      in: 'query',
      schema: { type: 'integer', minimum: 1, maximum: MAX_EVENTS, default: MAX_EVENTS },
    },
  ],
  responses: {
    200: { description: 'A page of events.', content: json('EventList') },
    422: problem('`cursor` or `limit` is invalid.'),
    ...OF_ALL,
  },
};
