import { Gauge, type Registry } from 'prom-client';
import { JOB_STATES } from '#lib/contracts/values/job-state.ts';
import type { Journal } from '../journal/journal.ts';

/** Jobs by state and the end of the event log, looked up when Prometheus asks. */
export function journalMetrics(registry: Registry, journal: Journal): void {
  new Gauge({
    name: 'agent_jobs',
    help: 'Jobs this agent knows, by state',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      const jobs = journal.jobs();
      for (const state of JOB_STATES) this.set({ state }, jobs.filter((job) => job.state === state).length);
    },
  });
  new Gauge({
    name: 'agent_events_last_seq',
    help: 'Number of the newest event',
    registers: [registry],
    collect() {
      this.set(journal.lastSeq);
    },
  });
}
