import { Agent } from 'node:http';
import { deflateSync } from 'node:zlib';
import { filledForm } from '../bench/accounts/page-forms';
import { PlainBrowser } from '../bench/accounts/plain-browser';
import { isMore, pause, type Trouble } from './trouble';

const PAUSE_MS = 500;
const STREAMS = 100;
const UNPACKED_BYTES = 2_000_000;

/** Has a stranger submit files for verification that are large once unpacked, and broken at the end. */
export const hostileUploads: Trouble = {
  name: 'hostile files',
  async make({ product, fail }, limit) {
    const agent = new Agent({ keepAlive: true });
    const file = hostilePdf();
    const answers = new Map<number, number>();
    let done = 0;
    try {
      for (; isMore(done, limit); done += 1) {
        const stranger = new PlainBrowser(product.origin, agent);
        const page = await stranger.get('/verify');
        const form = filledForm(page.body, { file: '' });
        form.set('file', new Blob([file]), 'certificate.pdf');
        const { status } = await stranger.post('/verify', form);
        answers.set(status, (answers.get(status) ?? 0) + 1);
        if (status === 500) fail('A hostile file was answered with 500.');
        await pause(PAUSE_MS);
      }
    } finally {
      agent.destroy();
    }
    return `${done} sent, answered ${[...answers].map(([status, n]) => `${n} × ${status}`).join(', ')}`;
  },
};

/** Builds a PDF of streams that unpack to a thousand times their size and then turn out to be broken. */
function hostilePdf(): Uint8Array<ArrayBuffer> {
  const packed = deflateSync(Buffer.alloc(UNPACKED_BYTES, 'x'));
  // The checksum comes last.
  packed.fill(0, packed.length - 4);
  const objects = Array.from({ length: STREAMS }, (_, at) => [
    Buffer.from(`${at + 1} 0 obj\n<< /Length ${packed.length} /Filter /FlateDecode >>\nstream\n`),
    packed,
    Buffer.from('\nendstream\nendobj\n'),
  ]);
  return new Uint8Array(Buffer.concat([Buffer.from('%PDF-1.7\n'), ...objects.flat(), Buffer.from('%%EOF\n')]));
}
