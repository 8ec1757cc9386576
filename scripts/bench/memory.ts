import type { Requests } from './requests';

type Sample = { after: string; rss: number; heapUsed: number; external: number };

/** Measures the server process (without the browser) while it prints and serves, to show leaks. */
export async function measureMemory(
  requests: Requests,
  eventIds: number[],
  counts: { prints: number; views: number },
): Promise<Sample[]> {
  const samples: Sample[] = [];
  const sample = async (after: string) => {
    const { body } = await requests.get(null, '/bench/memory');
    const { rss, heapUsed, external } = JSON.parse(body.toString()) as Sample;
    samples.push({ after, rss: rss / 2 ** 20, heapUsed: heapUsed / 2 ** 20, external: external / 2 ** 20 });
  };
  const STEPS = 4;
  await sample('the measurements above');
  let printed = 0;
  for (let step = 1; step <= STEPS; step++) {
    for (; printed < (counts.prints * step) / STEPS; printed++) {
      await requests.get('large', `/events/${eventIds[printed]}/certificate`);
    }
    await sample(`${printed.toLocaleString('en-US')} first prints`);
  }
  let viewed = 0;
  for (let step = 1; step <= STEPS; step++) {
    const some = Math.round((counts.views * step) / STEPS) - viewed;
    const result = await requests.load('large', '/events', { requests: some, seconds: 600 });
    viewed += result.requests;
    await sample(`${viewed.toLocaleString('en-US')} page views`);
  }
  return samples;
}

export type { Sample };
