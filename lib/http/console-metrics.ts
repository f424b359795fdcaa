import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { onePerProcess } from '#lib/platform/one-per-process.ts';

function build() {
  const registry = new Registry();
  registry.setDefaultLabels({ process: 'console' });
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    requests: new Counter({
      name: 'studio_http_requests_total',
      help: 'REST calls answered, by route and status',
      labelNames: ['method', 'route', 'status'] as const,
      registers: [registry],
    }),
    seconds: new Histogram({
      name: 'studio_http_request_duration_seconds',
      help: 'Time to the answer of a REST call',
      labelNames: ['method', 'route'] as const,
      buckets: [0.005, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 5, 30],
      registers: [registry],
    }),
    pages: new Counter({
      name: 'studio_http_page_requests_total',
      help: 'Page requests that reached the console',
      registers: [registry],
    }),
    streams: new Gauge({
      name: 'studio_live_streams',
      help: 'Browsers that follow changes now',
      registers: [registry],
    }),
    signIns: new Counter({
      name: 'studio_sign_ins_total',
      help: 'Sign-ins by outcome',
      labelNames: ['outcome'] as const,
      registers: [registry],
    }),
  };
}

export const consoleMetrics = () => onePerProcess('metrics', build);
