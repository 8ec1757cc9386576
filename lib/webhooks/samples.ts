type Sample = { language: string; code: string };

/**
 * Code samples that check a message, for people to copy. docs/learning-systems.md shows the same ones, and a test runs the
 * first. They need no package; those of Standard Webhooks do the same.
 */
export const WEBHOOK_SAMPLES: readonly Sample[] = [
  {
    language: 'JavaScript',
    code: `import { createHmac, timingSafeEqual } from 'node:crypto';

// body: the text exactly as received, before JSON.parse; headers: with names in lower case.
export function isFromPdups(body, headers, secret) {
  const id = headers['webhook-id'], time = headers['webhook-timestamp'];
  if (!(Math.abs(Date.now() / 1000 - Number(time)) < 300)) return false;
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const expected = createHmac('sha256', key).update(\`\${id}.\${time}.\${body}\`).digest();
  return String(headers['webhook-signature']).split(' ').some((each) => {
    const [version, signature = ''] = each.split(',');
    const given = Buffer.from(signature, 'base64');
    return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected);
  });
}
`,
  },
  {
    language: 'Python',
    code: `import base64, hashlib, hmac, time

# body: the bytes exactly as received; headers: with names in lower case.
def is_from_pdups(body, headers, secret):
    msg_id, timestamp = headers["webhook-id"], headers["webhook-timestamp"]
    if abs(time.time() - int(timestamp)) > 300:
        return False
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{msg_id}.{timestamp}.".encode() + body
    expected = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    return any(hmac.compare_digest(each, expected) for each in headers["webhook-signature"].split(" "))
`,
  },
  {
    language: 'PHP',
    code: `// $body: file_get_contents('php://input'); $headers: with names in lower case.
function is_from_pdups(string $body, array $headers, string $secret): bool {
    $id = $headers['webhook-id'];
    $time = $headers['webhook-timestamp'];
    if (abs(time() - (int) $time) > 300) return false;
    $key = base64_decode(substr($secret, strlen('whsec_')));
    $expected = 'v1,' . base64_encode(hash_hmac('sha256', "$id.$time.$body", $key, true));
    foreach (explode(' ', $headers['webhook-signature']) as $each) {
        if (hash_equals($expected, $each)) return true;
    }
    return false;
}
`,
  },
];

/** A sample message. */
export const MESSAGE_SAMPLE = `{
  "type": "certificate.corrected",
  "timestamp": "2026-05-04T16:20:00.000Z",
  "data": {
    "serial": "P4WD-7H2K-9RNC",
    "eventId": 1042,
    "state": "valid",
    "supersedes": "K7Q3-9F2M-XT4W"
  }
}
`;
