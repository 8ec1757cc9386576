import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { filledForm } from '../bench/accounts/page-forms';
import { PlainBrowser } from '../bench/accounts/plain-browser';

/** The time of each view of the list page in milliseconds, and how many views got any status but 200. */
export type Views = { times: number[]; failed: number };

type Person = { username: string; password: string };
type Order = { views: number } | 'start' | 'stop';

/** The pause between two views. */
const PAUSE_MS = 5;
/** A 95th percentile over fewer views means nothing. */
const MIN_VIEWS = 20;

/**
 * Reads the list of events as one person, in a separate thread, so that the work of the trial itself does not affect the
 * times.
 */
export class ListReader {
  private constructor(private readonly worker: Worker) {}

  static async signIn(origin: string, person: Person): Promise<ListReader> {
    const worker = new Worker(import.meta.filename, { workerData: { origin, person } });
    await nextMessage(worker);
    return new ListReader(worker);
  }

  view(views: number): Promise<Views> {
    return this.ask({ views });
  }

  /** Views the list repeatedly until `stop`, which resolves with all views, at least twenty. */
  startViewing(): { stop(): Promise<Views> } {
    this.worker.postMessage('start' satisfies Order);
    return { stop: () => this.ask('stop') };
  }

  async close(): Promise<void> {
    await this.worker.terminate();
  }

  private ask(order: Order): Promise<Views> {
    const answer = nextMessage(this.worker);
    this.worker.postMessage(order);
    return answer as Promise<Views>;
  }
}

function nextMessage(worker: Worker): Promise<unknown> {
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', (message) => {
      worker.off('error', reject);
      resolve(message);
    });
  });
}

async function readList({ origin, person }: { origin: string; person: Person }): Promise<void> {
  const browser = new PlainBrowser(origin, new Agent({ keepAlive: true }));
  const page = await browser.get('/sign-in');
  const { status } = await browser.post('/sign-in', filledForm(page.body, person));
  if (status !== 303) throw new Error(`Signing in as ${person.username} answered ${status}`);
  let stopped = false;
  const viewWhile = async (wanted: (seen: number) => boolean) => {
    const views: Views = { times: [], failed: 0 };
    for (let seen = 0; wanted(seen); seen++) {
      const view = await browser.get('/events').catch(() => null);
      if (view?.status !== 200) views.failed++;
      if (view) views.times.push(view.ms);
      await sleep(PAUSE_MS);
    }
    parentPort!.postMessage(views);
  };
  parentPort!.on('message', (order: Order) => {
    if (order === 'stop') stopped = true;
    else if (order === 'start') {
      stopped = false;
      void viewWhile((seen) => !stopped || seen < MIN_VIEWS);
    } else void viewWhile((seen) => seen < order.views);
  });
  parentPort!.postMessage('ready');
}

if (!isMainThread) void readList(workerData);
