// Settings that a server would have, for use cases that seal or sign with the server's key.
process.env.SESSION_SECRET ??= 'a-secret-that-only-tests-know-0123456789';
process.env.DATABASE_URL ??= 'postgres://unused.invalid/unused';
