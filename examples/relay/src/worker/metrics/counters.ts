export type CounterName = 'delivered' | 'retried' | 'dead' | 'expired';
export type Snapshot = Readonly<Record<CounterName, number>>;

/** What happened since the process started. */
export class Counters {
  private readonly values: Record<CounterName, number> = { delivered: 0, retried: 0, dead: 0, expired: 0 };

  count(name: CounterName): void {
    this.values[name] += 1;
  }

  snapshot(): Snapshot {
    return { ...this.values };
  }
}
