import '../support/settings';
import { fitsMask, maskAddress } from '@/lib/users/reset/masked-address';

test.each([
  ['jordan@bigsky.example', 'j•••@b•••.example'],
  ['J@Bigsky.K12.MT.us', 'j•••@b•••.us'],
  [' élan@école.example ', 'é•••@é•••.example'],
  ['root@localhost', 'r•••@l•••'],
  ['not an address', '•••@•••'],
])('%j is shown as %j', (address, mask) => expect(maskAddress(address)).toBe(mask));

test('an address that fits the mask can still be wrong', () => {
  expect(fitsMask('joan@beartooth.example', 'j•••@b•••.example')).toBe(true);
  expect(fitsMask('zoe@beartooth.example', 'j•••@b•••.example')).toBe(false);
  expect(fitsMask('jordan', 'j•••@b•••.example')).toBe(false);
});
