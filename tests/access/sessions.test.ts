import { BASE } from '../support/browser';
import { Visitor } from '../support/visitor';

test('the session endpoint tells a guest nothing and a person their own name only', async () => {
  expect(JSON.parse((await new Visitor().get('/api/auth/session')).body)).toEqual({});
  const jdoe = await Visitor.signedIn('jdoe');
  const session = JSON.parse((await jdoe.get('/api/auth/session')).body);
  expect(session.user).toEqual({ name: 'Jordan Doe' });
});

test('a cookie with a session that was never opened, or with rubbish, is a guest’s', async () => {
  for (const value of ['rubbish', 'a.b.c.d.e', '', '%00']) {
    const response = await fetch(`${BASE}/events`, {
      redirect: 'manual',
      headers: { cookie: `pdups.session=${value}` },
    });
    expect([response.status, response.headers.get('location')]).toEqual([307, expect.stringContaining('/sign-in')]);
  }
});

test.each(['{', '', 'null', '"x"'])('next-auth’s endpoints refuse %j as a request, not as a fault', async (body) => {
  const response = await fetch(`${BASE}/api/auth/callback/credentials`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  expect(response.status).toBe(400);
});
