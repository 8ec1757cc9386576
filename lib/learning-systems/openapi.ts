import { z } from 'zod';
import { env, supportAddress } from '@/lib/platform/env';
import { API_PATH } from './addresses';
import { certificateAnswer, eventsAnswer, issuedAnswer, problemAnswer } from './answers';
import { MOST_REQUESTS } from './authenticate';
import { MOST_EVENTS } from './list-events';
import { certificateRequest } from './request-certificate';

type Json = Record<string, unknown>;

/**
 * The description of the HTTP endpoint (OpenAPI 3.1), made from the schemas that requests are checked with and that
 * answers are made to.
 */
export function describeApi(): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: 'PDUPS for learning management systems',
      version: '1.0.0',
      description: [
        'Issues official certificates of professional development units to learners who completed one of your events.',
        `Make a key at ${env().APP_URL}/learning-systems and keep it on your server: it acts in your provider’s name.`,
        `A key may ask ${MOST_REQUESTS.toLocaleString('en-US')} times in a quarter of an hour.`,
        'Events and serials of other providers answer like those that do not exist.',
      ].join(' '),
      contact: { email: supportAddress() },
    },
    servers: [{ url: `${env().APP_URL}${API_PATH}` }],
    externalDocs: { description: 'How to connect a system', url: `${env().APP_URL}/help/learning-systems` },
    security: [{ key: [] }],
    paths: {
      '/certificates': { post: REQUEST },
      '/certificates/{serial}': { parameters: [SERIAL], get: LOOK_UP },
      '/certificates/{serial}/pdf': { parameters: [SERIAL], get: DOWNLOAD },
      '/events': { get: LIST },
    },
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'The key as shown when it was made.' } },
      schemas: {
        ...schemasOf({ CertificateRequest: certificateRequest }, 'input'),
        ...schemasOf(
          {
            IssuedCertificate: issuedAnswer,
            Certificate: certificateAnswer,
            EventList: eventsAnswer,
            Problem: problemAnswer,
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
  429: problem('Too many requests. `Retry-After` says when to ask again.'),
  503: problem('Busy, or being looked after. Ask again after `Retry-After` seconds.'),
};

const NO_SUCH_CERTIFICATE = problem('There is no such certificate among those of your provider.');

const SERIAL = {
  name: 'serial',
  in: 'path',
  required: true,
  description: 'In any case, with or without dashes.',
  schema: { type: 'string', maxLength: 40 },
};

const REQUEST = {
  operationId: 'createCertificate',
  summary: 'Issue the certificate of a learner who completed an event',
  description:
    'A learner has one certificate of an event: who has one already gets the same again. Learners are told apart by `learnerId`, else by `email`; with neither, each `Idempotency-Key` is a learner of its own. To correct a name or to replace a revoked certificate, use the event’s pages.',
  parameters: [
    {
      name: 'Idempotency-Key',
      in: 'header',
      required: true,
      description:
        'A text of your own for this request, such as a UUID. Send the request again with the same one, and it is carried out once and answered alike. Kept for 30 days. Refused requests are not kept.',
      schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' },
    },
  ],
  requestBody: { required: true, content: json('CertificateRequest') },
  responses: {
    200: { description: 'The learner had this certificate already.', content: json('IssuedCertificate') },
    201: { description: 'A certificate was issued.', content: json('IssuedCertificate') },
    400: problem('The body is not JSON.'),
    404: problem('Your provider has no such event.'),
    409: problem('The certificate was revoked, or the event is being edited right now.'),
    413: problem('The body is too large.'),
    415: problem('The body’s type is not JSON.'),
    422: problem('A field has to be put right, or the `Idempotency-Key` was used for another request.'),
    ...OF_ALL,
  },
};

const LOOK_UP = {
  operationId: 'getCertificate',
  summary: 'What has become of a certificate',
  responses: {
    200: { description: 'The certificate.', content: json('Certificate') },
    404: NO_SUCH_CERTIFICATE,
    ...OF_ALL,
  },
};

const DOWNLOAD = {
  operationId: 'getCertificatePdf',
  summary: 'The file of a certificate',
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

const LIST = {
  operationId: 'listEvents',
  summary: 'Your provider’s events, newest first',
  parameters: [
    {
      name: 'cursor',
      in: 'query',
      description: '`next` of the page before; without it, the first page.',
      schema: { type: 'string', pattern: '^[1-9]\\d{0,14}$' },
    },
    {
      name: 'limit',
      in: 'query',
      schema: { type: 'integer', minimum: 1, maximum: MOST_EVENTS, default: MOST_EVENTS },
    },
  ],
  responses: {
    200: { description: 'A page of events.', content: json('EventList') },
    422: problem('`cursor` or `limit` has to be put right.'),
    ...OF_ALL,
  },
};
