import { render } from '@testing-library/react';
import { StandingNotice } from '@/components/verify/standing-notice';

const VALID = 'ValidThis certificate was issued by the approved provider below and is valid.';

test.each([
  [true, VALID],
  [false, `${VALID}It was not signed digitally, so Section IV of the printed certificate has to be signed by hand.`],
])('a valid certificate says when it has to be signed by hand: signed digitally %s', (signed, words) => {
  const { container } = render(<StandingNotice standing={{ kind: 'valid' }} provider="good" signed={signed} />);
  expect(container).toHaveTextContent(words);
  if (signed) expect(container).not.toHaveTextContent('signed by hand');
});
