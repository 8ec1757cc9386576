// Settings that a server would have, for use cases that sign or encrypt with the server's key.
process.env.SESSION_SECRET ??= 'a-secret-that-only-tests-know-0123456789';
process.env.WEBHOOKS_TO_LOOPBACK ??= '1';
process.env.DATABASE_URL ??= 'postgres://unused.invalid/unused';
