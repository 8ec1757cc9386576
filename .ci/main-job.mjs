// Starts the product with `npm start` on a fresh data folder, signs in as a provider, and fetches a certificate.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const dataDir = mkdtempSync(path.join(tmpdir(), 'pdups-main-job-'));
const child = spawn('npm', ['start'], {
  env: { ...process.env, DATA_DIR: dataDir, PORT: '0' },
  stdio: ['ignore', 'pipe', 'inherit'],
  detached: true,
});
const exited = new Promise((resolve) => child.once('exit', resolve));

try {
  const base = await addressFrom(child);
  const jar = new Map();
  const { csrfToken } = await (await visit(jar, `${base}/api/auth/csrf`)).json();
  await visit(jar, `${base}/api/auth/callback/credentials`, {
    method: 'POST',
    body: new URLSearchParams({ csrfToken, username: 'jdoe', password: 'Montana2026' }),
  });
  const list = await (await visit(jar, `${base}/events`)).text();
  const eventPath = /\/events\/\d+\/certificate/.exec(list)?.[0];
  if (!eventPath) throw new Error('The list shows no event with a certificate.');
  const first = await pdfAt(jar, base + eventPath);
  const again = await pdfAt(jar, base + eventPath);
  if (!first.equals(again)) throw new Error('Printing an unchanged event again gave other bytes.');
  console.log(`The main job works: a certificate of ${first.length} bytes came out of ${eventPath}.`);
} finally {
  // The whole group, so that npm hands nothing down to nobody.
  process.kill(-child.pid, 'SIGTERM');
  await exited;
  rmSync(dataDir, { recursive: true, force: true });
}

function addressFrom(started) {
  return new Promise((resolve, reject) => {
    let output = '';
    started.stdout.on('data', (chunk) => {
      process.stdout.write(chunk);
      output += chunk;
      const address = /PDUPS is ready at (\S+)/.exec(output)?.[1];
      if (address) resolve(address);
    });
    started.once('exit', (code) => reject(new Error(`npm start ended with ${code} before it was ready.`)));
  });
}

async function visit(jar, url, options = {}) {
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const response = await fetch(url, { ...options, headers: { cookie }, redirect: 'manual' });
  for (const line of response.headers.getSetCookie()) {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
    jar.set(name, value);
  }
  return response;
}

async function pdfAt(jar, url) {
  const response = await visit(jar, url);
  const bytes = Buffer.from(await response.arrayBuffer());
  if (response.status !== 200 || bytes.subarray(0, 5).toString() !== '%PDF-') {
    throw new Error(`${url} answered ${response.status}, not with a PDF.`);
  }
  return bytes;
}
