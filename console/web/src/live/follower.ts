/** One fact as the feed tells it. */
export interface LiveFact {
  readonly position: string
  readonly caseId: string
  readonly version: number
  readonly type: string
  readonly at: string
  readonly actor: string
  readonly institution?: string
  readonly event?: { readonly caseId: string; readonly orderId?: string; readonly order?: unknown; readonly [more: string]: unknown }
}

/** Something is the matter on the way to an institution, or no longer. */
export interface LineNotice {
  readonly institution: string
  readonly matter: string
  readonly over: boolean
  readonly orders: number
  readonly at: string
}

/** Where the feed stands. `missed` counts what came in since the connection was back. */
export type Standing =
  | { readonly is: 'idle' }
  | { readonly is: 'connecting' }
  | { readonly is: 'live' }
  | { readonly is: 'catching-up'; readonly since: number; readonly missed: number }
  | { readonly is: 'offline'; readonly since: number; readonly tries: number; readonly retryAt: number }

/** What a follower stands on; given by hand in tests. */
export interface Surroundings {
  open(url: string): EventSource
  now(): number
  later(what: () => void, ms: number): unknown
  cancel(timer: unknown): void
}

export interface Told {
  fact(fact: LiveFact): void
  line(notice: LineNotice): void
  standing(standing: Standing): void
  /** The journal is not the one we followed: everything on the screen is to be read anew. */
  anew(): void
  /** A try failed; the session may have ended meanwhile. */
  failed(): void
}

const quietIsCaughtUp = 600

/**
 * Follows the feed and never loses its place: it goes on behind the last event that it passed on, with longer and longer pauses while the
 * house is away, and says what is true meanwhile.
 */
export class Follower {
  private source: EventSource | undefined
  private place: string | undefined
  private tries = 0
  private since = 0
  private missed = 0
  private opened = 0
  private retry: unknown
  private quiet: unknown
  private standing: Standing = { is: 'idle' }

  constructor(
    private readonly told: Told,
    private readonly around: Surroundings,
    private readonly url = '/api/feed',
  ) {}

  /** The last place that was passed on. */
  get at(): string | undefined {
    return this.place
  }

  start(): void {
    if (this.source || this.standing.is === 'offline') return
    this.stand({ is: 'connecting' })
    this.connect()
  }

  stop(): void {
    this.drop()
    this.around.cancel(this.retry)
    this.around.cancel(this.quiet)
    this.tries = 0
    this.place = undefined
    this.stand({ is: 'idle' })
  }

  /** A request found nobody, and a line that is cut may stay silent for long: the feed is opened anew to see. */
  doubt(): void {
    if (this.standing.is === 'live' || this.standing.is === 'catching-up') this.lost()
  }

  /** Tries at once, because the network or the person came back. */
  hurry(): void {
    if (this.standing.is !== 'offline') return
    this.around.cancel(this.retry)
    this.connect()
  }

  private connect(): void {
    this.drop()
    const source = this.around.open(this.place ? `${this.url}?after=${encodeURIComponent(this.place)}` : this.url)
    this.source = source
    source.addEventListener('begin', event => this.begin(event as MessageEvent<string>))
    source.addEventListener('fact', event => this.fact(event as MessageEvent<string>))
    source.addEventListener('line', event => this.told.line(JSON.parse((event as MessageEvent<string>).data) as LineNotice))
    source.addEventListener('resume', () => this.reconnect(0))
    source.addEventListener('error', () => this.lost())
  }

  private begin(event: MessageEvent<string>): void {
    this.tries = 0
    this.opened = this.around.now()
    const first = this.place === undefined
    // A resumed feed begins at the place that was named; only a first one says where it is.
    if (first && event.lastEventId) this.place = event.lastEventId
    if (first || this.since === 0) {
      this.since = 0
      this.stand({ is: 'live' })
      return
    }
    this.missed = 0
    this.stand({ is: 'catching-up', since: this.since, missed: 0 })
    this.settleWhenQuiet()
  }

  private fact(event: MessageEvent<string>): void {
    const fact = JSON.parse(event.data) as LiveFact
    this.place = event.lastEventId || fact.position
    this.told.fact(fact)
    if (this.standing.is !== 'catching-up') return
    // What was journalled after we were back is news, not what we had missed.
    if (Number(this.place.split('-')[0]) > this.opened) return this.settle()
    this.missed++
    this.stand({ ...this.standing, missed: this.missed })
    this.settleWhenQuiet()
  }

  private settleWhenQuiet(): void {
    this.around.cancel(this.quiet)
    this.quiet = this.around.later(() => this.settle(), quietIsCaughtUp)
  }

  private settle(): void {
    this.around.cancel(this.quiet)
    this.since = 0
    this.stand({ is: 'live' })
  }

  private lost(): void {
    this.told.failed()
    this.tries++
    // 0.5 s, 1 s, 2 s … 10 s, spread so that a hundred desks do not come back in one instant.
    const pause = Math.min(10_000, 250 * 2 ** this.tries) * (0.75 + Math.random() / 2)
    this.reconnect(pause)
  }

  private reconnect(pause: number): void {
    this.drop()
    this.around.cancel(this.quiet)
    if (this.since === 0) this.since = this.around.now()
    if (pause > 0) this.stand({ is: 'offline', since: this.since, tries: this.tries, retryAt: this.around.now() + pause })
    this.around.cancel(this.retry)
    this.retry = this.around.later(() => this.connect(), pause)
  }

  /** The place is of another journal, or of this one before it was restored. */
  forgetPlace(): void {
    this.place = undefined
    this.told.anew()
  }

  private drop(): void {
    this.source?.close()
    this.source = undefined
  }

  private stand(standing: Standing): void {
    this.standing = standing
    this.told.standing(standing)
  }
}
