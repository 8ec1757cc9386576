// An error on the console is a failed test: React's warnings, unhandled rejections and forgotten awaits show up here.
let spy: jest.SpyInstance;

beforeEach(() => {
  spy = jest.spyOn(console, 'error').mockImplementation(() => {});
});

afterEach(() => {
  const calls = spy.mock.calls.map((args) => args.map(String).join(' '));
  spy.mockRestore();
  if (calls.length > 0) throw new Error(`console.error was called:\n${calls.join('\n')}`);
});
