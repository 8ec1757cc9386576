/** The requester of a piece of work, and whether it goes before work that is not urgent. */
export type Ticket = { requester: string; urgent: boolean };

export type QueueLimits = {
  /** The most pieces of work at a time. */
  running: number;
  /** The most pieces of one requester's work that may wait. */
  waitingPerRequester: number;
  /** The most pieces of work that may wait in total. */
  waiting: number;
};

/** The queue has no room: for this requester, who has many waiting (`own`), or for anybody with as many waiting (`all`). */
export class QueueFull extends Error {
  override readonly name = 'QueueFull';
  constructor(readonly of: 'own' | 'all') {
    super(of === 'own' ? 'the requester has too much waiting' : 'too much is waiting');
  }
}

type Waiting = { ticket: Ticket; arrival: number; start: () => void; refuse: (why: QueueFull) => void };

/** One requester's work. `turn` counts the requester's turns on the scale of the queue's `round`. */
type Line = { urgent: Waiting[]; other: Waiting[]; running: number; turn: number };

/**
 * A queue that is fair between requesters: they take turns, so that one requester's hundred pieces of work never delay
 * another's first. Within a turn, urgent work goes first. With several slots, neither a single requester nor non-urgent work
 * may take the last one. When the queue is full, a requester with less waiting takes a place from the one with the most.
 */
export class FairQueue {
  private readonly lines = new Map<string, Line>();
  private readonly maxShare: number;
  private running = 0;
  private runningOther = 0;
  private waiting = 0;
  /** The turn of the requester who was served last; a newcomer starts there, neither ahead nor behind. */
  private round = 0;
  private arrivals = 0;

  constructor(private readonly limits: QueueLimits) {
    this.maxShare = Math.max(1, limits.running - 1);
  }

  /** True when no more work may wait. */
  get full(): boolean {
    return this.waiting >= this.limits.waiting;
  }

  /**
   * Does the work when its turn comes.
   * @throws QueueFull at once when there is no room to wait, or later when another requester takes the place
   */
  async run<T>(ticket: Ticket, work: () => Promise<T>): Promise<T> {
    await this.turnOf(ticket);
    try {
      return await work();
    } finally {
      this.end(ticket);
    }
  }

  private turnOf(ticket: Ticket): Promise<void> {
    const line = this.lines.get(ticket.requester) ?? { urgent: [], other: [], running: 0, turn: this.round };
    // Work that is already waiting could not start either, so work that starts at once overtakes nobody.
    if (!this.mayStart(line, ticket.urgent)) {
      if (waitingIn(line) >= this.limits.waitingPerRequester) return Promise.reject(new QueueFull('own'));
      if (this.full && !this.makeRoomFor(line, ticket.urgent)) return Promise.reject(new QueueFull('all'));
    }
    this.lines.set(ticket.requester, line);
    return new Promise((start, refuse) => {
      const list = ticket.urgent ? line.urgent : line.other;
      list.push({ ticket, arrival: this.arrivals++, start, refuse });
      this.waiting++;
      this.startNext();
    });
  }

  private end({ requester, urgent }: Ticket): void {
    const line = this.lines.get(requester)!;
    line.running--;
    this.running--;
    if (!urgent) this.runningOther--;
    this.forgetIfIdle(requester, line);
    this.startNext();
  }

  private startNext(): void {
    for (let next = this.next(); next; next = this.next()) {
      const { line, head } = next;
      (head.ticket.urgent ? line.urgent : line.other).shift();
      this.waiting--;
      this.running++;
      if (!head.ticket.urgent) this.runningOther++;
      line.running++;
      this.round = Math.max(this.round, line.turn);
      line.turn = this.round + 1;
      head.start();
    }
  }

  private next(): { line: Line; head: Waiting } | null {
    let best: { line: Line; head: Waiting } | null = null;
    for (const line of this.lines.values()) {
      const head = [line.urgent[0], line.other[0]].find((first) => first && this.mayStart(line, first.ticket.urgent));
      if (head && (best === null || goesBefore({ line, head }, best))) best = { line, head };
    }
    return best;
  }

  private mayStart(line: Line, urgent: boolean): boolean {
    if (this.running >= this.limits.running || line.running >= this.maxShare) return false;
    return urgent || this.runningOther < this.maxShare;
  }

  /** Refuses the last work of the requester with the most waiting, if that is more than the newcomer will have. */
  private makeRoomFor(newcomer: Line, urgent: boolean): boolean {
    const would = waitingIn(newcomer) + 1;
    let largest: Line | null = null;
    for (const line of this.lines.values()) {
      const gives = waitingIn(line) > would || (urgent && line.other.length > 0 && waitingIn(line) === would);
      if (gives && line !== newcomer && waitingIn(line) > (largest ? waitingIn(largest) : 0)) largest = line;
    }
    const last = largest?.other.pop() ?? largest?.urgent.pop();
    if (!last) return false;
    this.waiting--;
    this.forgetIfIdle(last.ticket.requester, largest!);
    last.refuse(new QueueFull('all'));
    return true;
  }

  private forgetIfIdle(requester: string, line: Line): void {
    if (line.running === 0 && waitingIn(line) === 0) this.lines.delete(requester);
  }
}

function waitingIn({ urgent, other }: Line): number {
  return urgent.length + other.length;
}

function goesBefore(one: { line: Line; head: Waiting }, other: { line: Line; head: Waiting }): boolean {
  // A requester who was idle does not get the turns of that time back.
  if (one.line.turn !== other.line.turn) return one.line.turn < other.line.turn;
  if (one.head.ticket.urgent !== other.head.ticket.urgent) return one.head.ticket.urgent;
  return one.head.arrival < other.head.arrival;
}
