import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { access, chmod, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { makeProcessFolder, sweepProcessFolders } from '../../process-folder';

/** The location of the npm package's unpacked Chromium. */
export type UnpackedChromium = {
  executablePath: string;
  /** Libraries that a minimal Linux may lack (NSS, NSPR, Expat); only used where the system's own are missing. */
  libraries: string;
};

/** The name prefix of folders that are still being unpacked. */
const DRAFT = '.chromium';

const PACKAGE = path.join('node_modules', '@sparticuz', 'chromium');

/**
 * Unpacks the Chromium in the npm package, once per version, and returns its location. The package's own `executablePath()`
 * uses whatever is at /tmp/chromium, complete or not and no matter who put it there, so we do not call it: here everything
 * is written to a temporary folder and renamed as a whole. Two processes may unpack at once; the second to finish discards
 * its copy.
 */
export async function unpackChromium(root = process.cwd()): Promise<UnpackedChromium> {
  const source = path.join(/* turbopackIgnore: true */ root, PACKAGE);
  const { version } = JSON.parse(await readFile(path.join(source, 'package.json'), 'utf8')) as { version: string };
  const name = `chromium-${version}-${process.arch}`;
  const home = await cacheFolder(root);
  const target = path.join(home, name);
  if (!(await exists(target))) {
    await sweepProcessFolders(home, DRAFT);
    const draft = await makeProcessFolder(home, DRAFT);
    try {
      await unpackInto(path.join(source, 'bin'), draft.path);
      await rename(draft.path, target);
    } catch (error) {
      // The other process finished first: its folder is as good as ours.
      if (!(await exists(target))) throw error;
    } finally {
      await draft.remove();
    }
  }
  return { executablePath: path.join(target, 'chromium'), libraries: path.join(target, 'lib') };
}

async function unpackInto(bin: string, folder: string): Promise<void> {
  const executable = path.join(folder, 'chromium');
  await pipeline(
    createReadStream(path.join(bin, 'chromium.br'), { highWaterMark: 1 << 22 }),
    createBrotliDecompress({ chunkSize: 1 << 21 }),
    createWriteStream(executable, { mode: 0o700 }),
  );
  await chmod(executable, 0o755);
  const chunks: Buffer[] = [];
  for await (const chunk of createReadStream(path.join(bin, 'al2023.tar.br')).pipe(createBrotliDecompress())) {
    chunks.push(chunk as Buffer);
  }
  await mkdir(path.join(folder, 'lib'));
  for (const file of filesOfTar(Buffer.concat(chunks))) {
    await writeFile(path.join(folder, 'lib', path.basename(file.name)), file.content, { mode: 0o755 });
  }
}

/** Yields the regular files of a plain ustar archive; the package's contains nothing else. */
function* filesOfTar(tar: Buffer): Generator<{ name: string; content: Buffer }> {
  const text = (from: number, length: number) => {
    const field = tar.subarray(from, from + length);
    const end = field.indexOf(0);
    return field.toString('utf8', 0, end < 0 ? length : end);
  };
  let offset = 0;
  while (offset + 512 <= tar.length && tar[offset] !== 0) {
    const size = Number.parseInt(text(offset + 124, 12).trim() || '0', 8);
    const type = text(offset + 156, 1);
    if (type === '0' || type === '') {
      yield { name: text(offset, 100), content: tar.subarray(offset + 512, offset + 512 + size) };
    }
    offset += 512 + Math.ceil(size / 512) * 512;
  }
}

/**
 * Returns a folder next to the packages if that is writable, else one in the temporary folder that only this user can
 * access.
 */
async function cacheFolder(root: string): Promise<string> {
  const beside = path.join(/* turbopackIgnore: true */ root, 'node_modules', '.cache', 'pdups');
  try {
    await mkdir(beside, { recursive: true });
    const probe = path.join(beside, `.probe.${process.pid}.${randomUUID()}`);
    await writeFile(probe, '');
    await rm(probe);
    return beside;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== 'EACCES' && code !== 'EROFS' && code !== 'EPERM') throw error;
  }
  const uid = process.getuid?.() ?? 0;
  const own = path.join(tmpdir(), `pdups-${uid}`);
  await mkdir(own, { recursive: true, mode: 0o700 });
  // Someone else may have made a folder with this name that contains their browser.
  const { uid: owner, mode } = await stat(own);
  if (owner !== uid || (mode & 0o022) !== 0) throw new Error(`${own} belongs to someone else or is open to others.`);
  return own;
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
