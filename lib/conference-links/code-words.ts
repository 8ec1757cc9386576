import { randomInt } from 'node:crypto';

/** Words that people hear and spell right. A number makes them impossible to guess. */
const WORDS = [
  'aspen',
  'badger',
  'beaver',
  'bison',
  'canyon',
  'cedar',
  'clover',
  'copper',
  'cottonwood',
  'coyote',
  'creek',
  'eagle',
  'falcon',
  'flint',
  'forest',
  'glacier',
  'granite',
  'grouse',
  'harvest',
  'heron',
  'juniper',
  'lantern',
  'larch',
  'lupine',
  'meadow',
  'moose',
  'osprey',
  'otter',
  'pine',
  'prairie',
  'river',
  'saddle',
  'sage',
  'salmon',
  'silver',
  'spruce',
  'summit',
  'sunrise',
  'thunder',
  'timber',
  'trout',
  'valley',
  'willow',
  'wolverine',
] as const;

/** Makes a code word such as "larch 4071": easy to say in a room, and one of about 400,000. */
export function makeCodeWord(): string {
  return `${WORDS[randomInt(WORDS.length)]} ${String(randomInt(10_000)).padStart(4, '0')}`;
}
