import type { GatewaySnapshot, SnapshotKey } from '#lib/contracts/gateway.ts';
import { EMPTY_SNAPSHOT } from '#lib/contracts/gateway.ts';
import type { Instance } from '../instances/instance.ts';
import { Route } from '../routes/route.ts';

type Names = Map<string, Route>;

/** The snapshot, arranged so that a call finds what it needs in a few look-ups. */
export class Directory {
  snapshot: GatewaySnapshot = EMPTY_SNAPSHOT;
  /** Empty until the first snapshot. */
  tag = '';
  readonly routes = new Map<string, Route>();
  #keys = new Map<string, SnapshotKey>();
  #ownNames = new Map<string, Names>();
  #presetNames: Names = new Map();
  /** Left the snapshot with calls under way: load reports name them until these end. */
  readonly #leaving = new Set<Instance>();

  get ready(): boolean {
    return this.tag !== '';
  }

  update(snapshot: GatewaySnapshot, tag: string): void {
    this.snapshot = snapshot;
    this.tag = tag;
    this.#keys = new Map(snapshot.keys.map((key) => [key.hash, key]));
    this.#ownNames = new Map();
    this.#presetNames = new Map();
    const ids = new Set<string>(snapshot.routes.map((config) => config.id));
    for (const [id, route] of this.routes) {
      if (ids.has(id)) continue;
      this.routes.delete(id);
      this.#keep(
        route.update({
          ...route.config,
          state: 'down',
          reason: 'It was deleted.',
          instances: [],
          upstream: null,
        }),
      );
    }
    for (const config of snapshot.routes) {
      const route = this.routes.get(config.id) ?? new Route(config);
      this.routes.set(config.id, route);
      this.#keep(route.update(config));
      const names = this.#namesOf(config.accountId);
      for (const name of config.names) names.set(name, route);
    }
  }

  keyOf(hash: string): SnapshotKey | undefined {
    return this.#keys.get(hash);
  }

  /** An account's own name goes before a preset's. */
  find(accountId: string, name: string): Route | undefined {
    return this.#ownNames.get(accountId)?.get(name) ?? this.#presetNames.get(name);
  }

  /** Everything that an account can name, each once. */
  visible(accountId: string): Set<Route> {
    return new Set([...(this.#ownNames.get(accountId)?.values() ?? []), ...this.#presetNames.values()]);
  }

  *instances(): Generator<Instance> {
    for (const route of this.routes.values()) yield* route.instances;
  }

  leaving(): Instance[] {
    for (const instance of this.#leaving) if (instance.outstanding === 0) this.#leaving.delete(instance);
    return [...this.#leaving];
  }

  /** Ends the connections to instances. */
  async close(): Promise<void> {
    await Promise.all([...this.instances(), ...this.#leaving].map((instance) => instance.upstream.destroy()));
  }

  #keep(left: Instance[]): void {
    for (const instance of left) if (instance.outstanding > 0) this.#leaving.add(instance);
  }

  #namesOf(accountId: string | null): Names {
    if (accountId === null) return this.#presetNames;
    const known = this.#ownNames.get(accountId) ?? new Map<string, Route>();
    this.#ownNames.set(accountId, known);
    return known;
  }
}
