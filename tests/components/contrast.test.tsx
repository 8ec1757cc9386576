import { readFileSync } from 'node:fs';

const css = readFileSync('app/globals.css', 'utf8');
const [lightPart = '', darkPart = ''] = css.split('(prefers-color-scheme: dark)');

function tokensOf(part: string): Record<string, string> {
  return Object.fromEntries(
    [...part.matchAll(/--color-([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name, hex]) => [name, hex]),
  );
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function ratio(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

const grounds = ['paper', 'surface', 'sunken'];
const text = ['ink', 'ink-muted', 'accent', 'accent-strong', 'danger', 'warning', 'success'];
const soft = ['accent', 'danger', 'warning', 'success'];

const textPairs = [
  ...grounds.flatMap((ground) => text.map((ink) => [ink, ground])),
  ...soft.flatMap((role) => [role, 'ink', 'ink-muted'].map((ink) => [ink, `${role}-soft`])),
  ['accent', 'warning-soft'],
  ['accent-strong', 'accent-soft'],
  ['accent', 'success-soft'],
  ['accent-ink', 'accent'],
  ['accent-ink', 'accent-strong'],
  ['danger-ink', 'danger'],
  ['band-ink', 'band'],
  ['band-muted', 'band'],
] as [string, string][];

const controlPairs = [
  ...grounds.flatMap((ground) => ['line-strong', 'focus', 'brass'].map((line) => [line, ground])),
  ['focus', 'danger-soft'],
  ['band-focus', 'band'],
  ['band-brass', 'band'],
] as [string, string][];

describe.each([
  ['light', tokensOf(lightPart)],
  ['dark', tokensOf(darkPart)],
])('in %s', (_scheme, tokens) => {
  test.each(textPairs)('text in %s on %s has at least 4.5:1', (ink, ground) => {
    expect(ratio(tokens[ink]!, tokens[ground]!)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(controlPairs)('a control or focus mark in %s on %s has at least 3:1', (line, ground) => {
    expect(ratio(tokens[line]!, tokens[ground]!)).toBeGreaterThanOrEqual(3);
  });
});

test('both color schemes define the same names', () => {
  expect(Object.keys(tokensOf(darkPart)).sort()).toEqual(Object.keys(tokensOf(lightPart)).sort());
});
