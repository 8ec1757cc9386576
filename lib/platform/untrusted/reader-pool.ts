import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
// A worker that loads a native library needs the main thread to have loaded it first (sharp's installation notes).
import 'sharp';
import { AppError, type RefusalCode } from '../errors';
import type { ReadingLimits } from './limits';
import type { Reading, ReadingAnswer, ReadingOrder } from './reading';
import { ALL_PLACES_TAKEN, type Owner, ReadingQueue } from './reading-queue';
import { tidyMemory } from './tidy-memory';

type Job = {
  owner: Owner;
  order: ReadingOrder;
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
  waitTimer?: NodeJS.Timeout;
};

type Reader = { worker: Worker; ready: boolean; job: Job | null; timer?: NodeJS.Timeout };

/** Worker threads that read other people's files, a few at a time, each with a limit on time and memory. */
export class ReaderPool {
  private readonly queue: ReadingQueue<Job>;
  private readonly readers = new Set<Reader>();
  private closed = false;

  constructor(private readonly limits: ReadingLimits) {
    this.queue = new ReadingQueue(limits);
  }

  /** Starts the workers that a first file would otherwise have to wait for. */
  warm(): void {
    while (!this.closed && this.readers.size < this.limits.workers) this.start();
  }

  /**
   * Runs a reading in a worker as soon as one is free. The input is copied.
   * @throws AppError whatever the reading throws; `invalid` when the file takes too long or too much memory;
   *   `too_many` or `unavailable` when there is no place for it
   */
  read<Input, Output>(reading: Reading<Input, Output>, input: Input, owner: Owner): Promise<Output> {
    return new Promise<Output>((resolve, reject) => {
      const url = pathToFileURL(inProject(reading.module)).href;
      const order: ReadingOrder = { url, name: reading.name, input };
      const job: Job = { owner, order, resolve: resolve as Job['resolve'], reject };
      this.queue.enter(job);
      job.waitTimer = setTimeout(() => this.stopWaiting(job), this.limits.waitLimit);
      this.work();
    });
  }

  /** Ends the workers; files that are waiting or being read are refused. */
  async close(): Promise<void> {
    this.closed = true;
    const ending = new AppError('unavailable', ALL_PLACES_TAKEN);
    this.refuseWaiting(ending);
    for (const reader of this.readers) this.release(reader, 0)?.reject(ending);
    await Promise.all([...this.readers].map(({ worker }) => worker.terminate()));
  }

  private work(): void {
    for (const reader of this.readers) {
      if (!reader.ready || reader.job) continue;
      const job = this.queue.next();
      if (!job) return;
      clearTimeout(job.waitTimer);
      clearTimeout(reader.timer);
      reader.job = job;
      reader.timer = setTimeout(() => this.end(reader, refused(TOO_LONG)), this.limits.timeLimit);
      reader.worker.postMessage(job.order);
    }
    this.warm();
  }

  private start(): void {
    const worker = new Worker(/* turbopackIgnore: true */ inProject('lib/platform/untrusted/worker.ts'), {
      name: 'file reader',
      // A file reader must not see the process's secrets.
      env: {},
      execArgv: ['--import', pathToFileURL(inProject('node_modules/tsx/dist/loader.mjs')).href],
      resourceLimits: { maxOldGenerationSizeMb: this.limits.memoryLimit, maxYoungGenerationSizeMb: 32 },
    });
    const reader: Reader = { worker, ready: false, job: null };
    this.readers.add(reader);
    worker.unref();
    worker.on('message', (message: 'ready' | ReadingAnswer) => {
      if (message === 'ready') reader.ready = true;
      else this.answer(reader, message);
      this.work();
    });
    worker.on('error', (error: NodeJS.ErrnoException) => {
      const outOfMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      this.lose(reader, outOfMemory ? refused(TOO_LARGE) : new Error('A file reader failed.', { cause: error }));
    });
    worker.on('exit', (code) => this.lose(reader, new Error(`A file reader ended with ${code}.`)));
  }

  private answer(reader: Reader, answer: ReadingAnswer): void {
    const job = this.release(reader, answer.cpu);
    if (answer.memory > this.limits.memoryKept) this.end(reader, null);
    else reader.timer = setTimeout(() => this.rest(reader), this.limits.idleLimit).unref();
    if (!job) return;
    if ('value' in answer) job.resolve(answer.value);
    else if ('refused' in answer) job.reject(new AppError(answer.refused.code as RefusalCode, answer.refused.sentence));
    else job.reject(new Error(`A file could not be read: ${answer.failed}`));
  }

  /** Replaces a worker that has had nothing to do for a while. */
  private rest(reader: Reader): void {
    this.end(reader, null);
    tidyMemory();
  }

  private release(reader: Reader, cpu: number): Job | null {
    const { job } = reader;
    clearTimeout(reader.timer);
    reader.job = null;
    if (job) this.queue.leave(job, cpu);
    return job;
  }

  /** Ends a worker whatever it is doing; its file, if it has one, gets this answer. */
  private end(reader: Reader, answer: Error | null): void {
    this.readers.delete(reader);
    void reader.worker.terminate();
    this.release(reader, this.limits.timeLimit)?.reject(answer);
    this.work();
  }

  /**
   * Handles a worker that ended unexpectedly. If it was not ready yet, there is no point in starting another one at once.
   */
  private lose(reader: Reader, why: Error): void {
    if (!this.readers.delete(reader) || this.closed) return;
    this.release(reader, this.limits.timeLimit)?.reject(why);
    if (reader.ready) this.work();
    else this.refuseWaiting(why);
  }

  private refuseWaiting(why: Error): void {
    for (let job = this.queue.next(); job; job = this.queue.next()) {
      clearTimeout(job.waitTimer);
      this.queue.leave(job, 0);
      job.reject(why);
    }
  }

  private stopWaiting(job: Job): void {
    if (!this.queue.remove(job)) return;
    this.queue.leave(job, 0);
    job.reject(new AppError('unavailable', ALL_PLACES_TAKEN));
  }
}

const refused = (sentence: string) => new AppError('invalid', sentence);
const TOO_LONG =
  'This file takes too long to read. Copy what is needed into a new file, or save it again, then choose that file.';
const TOO_LARGE =
  'This file takes too much memory to read. Copy what is needed into a new file, or save it again, then choose that file.';

function inProject(file: string): string {
  return path.join(/* turbopackIgnore: true */ process.cwd(), file);
}
