import type { SnapshotRoute } from '#lib/contracts/gateway.ts';
import { Instance, type InstanceSource } from '../instances/instance.ts';
import { TokenEstimate } from './token-estimate.ts';

/** A name that can be called, with what goes on there now; lives on from snapshot to snapshot. */
export class Route {
  config: SnapshotRoute;
  instances: Instance[] = [];
  /** Turns of the round robin. */
  turn = 0;
  outstanding = 0;
  waiting = 0;
  /** Calls that have ended. */
  calls = 0;
  readonly estimate = new TokenEstimate();
  readonly #changed = new Set<() => void>();

  constructor(config: SnapshotRoute) {
    this.config = config;
  }

  get id(): SnapshotRoute['id'] {
    return this.config.id;
  }

  /** Takes over a newer configuration; instances that stay keep their connections. Answers those that left. */
  update(config: SnapshotRoute): Instance[] {
    this.config = config;
    const before = this.instances;
    this.instances = sourcesOf(config).map(
      (source) =>
        before.find(
          (one) =>
            one.id === source.id &&
            one.url === source.url &&
            one.key === source.key &&
            one.revision === source.revision,
        ) ?? new Instance(source),
    );
    const left = before.filter((one) => !this.instances.includes(one));
    for (const instance of left) instance.leave();
    for (const listener of [...this.#changed]) listener();
    return left;
  }

  onChange(listener: () => void): () => void {
    this.#changed.add(listener);
    return () => this.#changed.delete(listener);
  }
}

function sourcesOf(config: SnapshotRoute): InstanceSource[] {
  if (config.upstream)
    return [{ id: null, url: config.upstream.url, revision: null, key: config.upstream.key }];
  return config.instances.map((one) => ({ ...one, key: null }));
}
