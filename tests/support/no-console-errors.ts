// An error on the console fails the test: it shows React's warnings, unhandled rejections and forgotten awaits.
let spy: jest.SpyInstance;

beforeEach(() => {
  spy = jest.spyOn(console, 'error').mockImplementation(() => {});
});

afterEach(() => {
  const calls = spy.mock.calls.map((args) => args.map(String).join(' '));
  spy.mockRestore();
  if (calls.length > 0) throw new Error(`console.error was called:\n${calls.join('\n')}`);
});
