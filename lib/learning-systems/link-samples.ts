/** Stands for the product's address in the samples; the help page replaces it with its own. */
export const SAMPLE_ADDRESS = 'https://pdups.example.org';

export type Sample = { language: string; code: string };

/**
 * Code samples that make a signed link, for people to copy. docs/learning-systems.md shows the same ones, and a test
 * runs the first.
 */
export const LINK_SAMPLES: readonly Sample[] = [
  {
    language: 'JavaScript',
    code: `import { createHash, createHmac } from 'node:crypto';

const { PDUPS_KEY_ID, PDUPS_SECRET } = process.env;

export function certificateLink(learner) {
  const expires = Math.floor(Date.now() / 1000) + 3600;
  const data = Buffer.from(JSON.stringify({ ...learner, expires })).toString('base64url');
  const signingKey = createHash('sha256').update('pdups signed link:' + PDUPS_SECRET).digest();
  const signature = createHmac('sha256', signingKey).update(PDUPS_KEY_ID + '.' + data).digest('hex');
  return \`${SAMPLE_ADDRESS}/certificate/from-course?key=\${PDUPS_KEY_ID}&data=\${data}&signature=\${signature}\`;
}
`,
  },
  {
    language: 'Python',
    code: `import base64, hashlib, hmac, json, os, time

KEY_ID, SECRET = os.environ["PDUPS_KEY_ID"], os.environ["PDUPS_SECRET"]

def certificate_link(learner):
    text = json.dumps({**learner, "expires": int(time.time()) + 3600})
    data = base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")
    signing_key = hashlib.sha256(("pdups signed link:" + SECRET).encode()).digest()
    signature = hmac.new(signing_key, f"{KEY_ID}.{data}".encode(), hashlib.sha256).hexdigest()
    return f"${SAMPLE_ADDRESS}/certificate/from-course?key={KEY_ID}&data={data}&signature={signature}"
`,
  },
  {
    language: 'PHP',
    code: `function certificate_link(array $learner): string {
    $keyId = getenv('PDUPS_KEY_ID');
    $text = json_encode($learner + ['expires' => time() + 3600]);
    $data = rtrim(strtr(base64_encode($text), '+/', '-_'), '=');
    $signingKey = hash('sha256', 'pdups signed link:' . getenv('PDUPS_SECRET'), true);
    $signature = hash_hmac('sha256', $keyId . '.' . $data, $signingKey);
    return "${SAMPLE_ADDRESS}/certificate/from-course?key=$keyId&data=$data&signature=$signature";
}
`,
  },
];

/** How the samples above are called. */
export const LEARNER_SAMPLE = `certificateLink({
  eventId: 1042,
  learnerId: 'student-4711',
  name: 'Zoë Ñandú',
  units: 6.25,
  completedOn: '2026-05-03',
})
`;

/** A sample request to the HTTP endpoint. */
export const REQUEST_SAMPLE = `curl ${SAMPLE_ADDRESS}/api/v1/certificates \\
  -H "Authorization: Bearer $PDUPS_SECRET" \\
  -H "Idempotency-Key: course-9-student-4711" \\
  -H "Content-Type: application/json" \\
  -d '{
    "eventId": 1042,
    "learnerId": "student-4711",
    "name": "Zoë Ñandú",
    "units": 6.25,
    "completedOn": "2026-05-03",
    "montanaEducator": true
  }'
`;

/** A sample request that corrects a certificate. */
export const CORRECTION_SAMPLE = `curl ${SAMPLE_ADDRESS}/api/v1/certificates/K7Q3-9F2M-XT4W/correct \\
  -H "Authorization: Bearer $PDUPS_SECRET" \\
  -H "Idempotency-Key: course-9-student-4711-new-name" \\
  -H "Content-Type: application/json" \\
  -d '{ "name": "Zoë Ñandú", "units": 6, "reason": "The name was misspelled." }'
`;
