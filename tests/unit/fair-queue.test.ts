import { FairQueue, QueueFull } from '@/lib/platform/fair-queue';

/** Makes a queue whose work ends when the test says so, with the names of what was started, in order. */
function queueOf(limits: { running?: number; waitingPerRequester?: number; waiting?: number } = {}) {
  const queue = new FairQueue({ running: 1, waitingPerRequester: 1_000, waiting: 1_000, ...limits });
  const started: string[] = [];
  const ends = new Map<string, () => void>();
  const ask = (requester: string, name: string, urgent = true) => {
    const done = queue.run({ requester, urgent }, () => {
      started.push(name);
      return new Promise<void>((end) => ends.set(name, end));
    });
    done.catch(() => {});
    return done;
  };
  /** Lets everything start that only waits for its turn. */
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const end = async (name: string) => {
    await settle();
    ends.get(name)!();
    ends.delete(name);
    await settle();
  };
  const endAll = async () => {
    for (await settle(); ends.size > 0; ) await end([...ends.keys()][0]!);
  };
  return { queue, ask, end, endAll, settle, started };
}

const outcome = (done: Promise<void>) =>
  done.then(
    () => 'done',
    (error) => (error instanceof QueueFull ? error.of : error),
  );

test('a hundred jobs of one requester do not hold up the first one of another', async () => {
  const { ask, endAll, started } = queueOf();
  for (let n = 0; n < 100; n++) void ask('hog', `hog ${n}`);
  void ask('other', 'first');
  void ask('other', 'second');
  await endAll();
  expect(started.slice(0, 5)).toEqual(['hog 0', 'first', 'hog 1', 'second', 'hog 2']);
  expect(started).toHaveLength(102);
});

test('a requester who was away does not catch up on turns', async () => {
  const { ask, end, endAll, started } = queueOf();
  for (let n = 0; n < 6; n++) void ask('one', `one ${n}`);
  await end('one 0');
  await end('one 1');
  for (let n = 0; n < 3; n++) void ask('two', `two ${n}`);
  await endAll();
  expect(started).toEqual(['one 0', 'one 1', 'one 2', 'two 0', 'one 3', 'two 1', 'one 4', 'two 2', 'one 5']);
});

test('urgent work goes before other work of the same requester, and of others who have had as many turns', async () => {
  const { ask, endAll, started } = queueOf();
  void ask('running', 'running');
  void ask('one', 'sheet 1', false);
  void ask('one', 'sheet 2', false);
  void ask('two', 'sheet 3', false);
  void ask('two', 'certificate 2');
  void ask('three', 'certificate 3');
  await endAll();
  expect(started).toEqual(['running', 'certificate 2', 'certificate 3', 'sheet 1', 'sheet 2', 'sheet 3']);
});

test('the last place is not for a requester who has all the others, and not for work that is not urgent', async () => {
  const { ask, settle, started } = queueOf({ running: 3 });
  for (let n = 0; n < 5; n++) void ask('one', `one ${n}`);
  await settle();
  expect(started).toEqual(['one 0', 'one 1']);
  void ask('two', 'two 0');
  await settle();
  expect(started).toEqual(['one 0', 'one 1', 'two 0']);

  const sheets = queueOf({ running: 3 });
  for (const name of ['a', 'b', 'c']) void sheets.ask(name, name, false);
  await sheets.settle();
  expect(sheets.started).toEqual(['a', 'b']);
  void sheets.ask('d', 'd');
  await sheets.settle();
  expect(sheets.started).toEqual(['a', 'b', 'd']);
});

test('a single place is for everybody and everything', async () => {
  const { ask, endAll, started } = queueOf({ running: 1 });
  void ask('one', 'sheet', false);
  await endAll();
  expect(started).toEqual(['sheet']);
});

test('a requester with too much waiting is refused, and only that one', async () => {
  const { ask, endAll, started } = queueOf({ waitingPerRequester: 2 });
  const own = [0, 1, 2, 3].map((n) => outcome(ask('one', `one ${n}`)));
  const other = outcome(ask('two', 'two'));
  await endAll();
  expect(await Promise.all(own)).toEqual(['done', 'done', 'done', 'own']);
  expect(await other).toBe('done');
  expect(started).toHaveLength(4);
  // The refused work left nothing behind.
  expect(await Promise.all([outcome(ask('one', 'later')), endAll()])).toEqual(['done', undefined]);
});

test('a full queue gives the newest place of the requester with the most to one with less, and refuses one with as much', async () => {
  const { queue, ask, endAll } = queueOf({ waiting: 4 });
  void ask('running', 'running');
  const large = [0, 1, 2].map((n) => outcome(ask('large', `large ${n}`)));
  expect(queue.full).toBe(false);
  const small = outcome(ask('small', 'small'));
  expect(queue.full).toBe(true);
  const newcomer = outcome(ask('newcomer', 'newcomer'));
  const more = outcome(ask('newcomer', 'more'));
  await endAll();
  expect(await Promise.all(large)).toEqual(['done', 'done', 'all']);
  expect(await Promise.all([small, newcomer, more])).toEqual(['done', 'done', 'all']);
  expect(queue.full).toBe(false);
});

test('urgent work takes a place in a full queue from other work', async () => {
  const { ask, endAll } = queueOf({ waiting: 2 });
  void ask('running', 'running');
  const [sheet, certificate] = [outcome(ask('one', 'sheet', false)), outcome(ask('two', 'certificate'))];
  const urgent = outcome(ask('three', 'urgent'));
  const another = outcome(ask('four', 'another'));
  await endAll();
  expect(await Promise.all([sheet, certificate, urgent, another])).toEqual(['all', 'done', 'done', 'all']);
});

test('a full queue does not refuse what can start at once', async () => {
  const { ask, endAll } = queueOf({ running: 3, waiting: 1 });
  const own = [0, 1, 2].map((n) => outcome(ask('one', `one ${n}`)));
  const other = outcome(ask('two', 'two'));
  await endAll();
  expect(await Promise.all([...own, other])).toEqual(['done', 'done', 'done', 'done']);
});

test('work that fails frees its place', async () => {
  const { queue } = queueOf();
  const failing = queue.run({ requester: 'one', urgent: true }, () => Promise.reject(new Error('it failed')));
  await expect(failing).rejects.toThrow('it failed');
  expect(await queue.run({ requester: 'two', urgent: true }, async () => 'done')).toBe('done');
});
