import { execFileSync } from 'node:child_process';
import { LINK_SAMPLES } from '@/lib/learning-systems/link-samples';
import { linkOfQuery, type SignedLink } from '@/lib/learning-systems/signed-link';

type Key = { publicId: string; secret: string };

/** Returns the address that the documented JavaScript sample makes, run exactly as written. */
export function linkBySample(key: Key, learner: object): URL {
  const { code } = LINK_SAMPLES.find(({ language }) => language === 'JavaScript')!;
  const program = `${code}\nconsole.log(certificateLink(${JSON.stringify(learner)}));`;
  const address = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
    env: {
      PATH: process.env.PATH,
      PDUPS_KEY_ID: key.publicId,
      PDUPS_SECRET: key.secret,
    } as unknown as NodeJS.ProcessEnv,
    encoding: 'utf8',
  });
  return new URL(address.trim());
}

export function partsOf(address: URL): SignedLink {
  return linkOfQuery(Object.fromEntries(address.searchParams))!;
}
