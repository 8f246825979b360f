import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { AuditEvent } from './audit.js';
import type { RedoxHealth } from './redox/traffic.js';

/** What happens in one proxy, in numbers. No label has more than a handful of values, and none says who or what. */
export interface Metrics {
  /** A request has come. @returns to be called when it has been answered */
  begin(): (route: string, method: string, status: number) => void;
  /** A document got somewhere, or did not. */
  count(event: AuditEvent): void;
  /** In Prometheus' text format. */
  expose(): Promise<{ contentType: string; text: string }>;
}

/** In seconds: from the ledger's own time to Redox's couple of minutes. */
const BUCKETS = [0.005, 0.02, 0.1, 0.5, 2, 10, 30, 120];

const named = (name: string) => `redox_file_sender_${name}`;

/**
 * Its own registry, so that several proxies and whatever else measures in the process stay apart.
 * @param health how it stands between us and Redox
 */
export function createMetrics(health: () => RedoxHealth): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const requests = new Counter({
    name: named('requests_total'),
    help: 'Requests that were answered.',
    labelNames: ['route', 'method', 'status'],
    registers,
  });
  const durations = new Histogram({
    name: named('request_duration_seconds'),
    help: 'From a request to its answer.',
    labelNames: ['route'],
    buckets: BUCKETS,
    registers,
  });
  const inProgress = new Gauge({
    name: named('requests_in_progress'),
    help: 'Requests that are not answered yet.',
    registers,
  });
  const documents = new Counter({
    name: named('documents_total'),
    help: 'Uploads and sends to Redox by how they ended.',
    labelNames: ['action', 'outcome'],
    registers,
  });
  const bytes = new Counter({
    name: named('accepted_bytes_total'),
    help: 'Bytes that Redox has accepted, of files and of messages.',
    labelNames: ['action'],
    registers,
  });
  new Gauge({
    name: named('redox_available'),
    help: 'Whether calls to Redox are made: 0 while it fails, or does not take our key.',
    registers,
    collect() {
      this.set(health().available ? 1 : 0);
    },
  });
  new Gauge({
    name: named('redox_waiting'),
    help: 'Uploads and sends that wait for their turn at Redox.',
    registers,
    collect() {
      this.set(health().waiting);
    },
  });
  return {
    begin() {
      const stop = durations.startTimer();
      inProgress.inc();
      return (route, method, status) => {
        stop({ route });
        inProgress.dec();
        requests.inc({ route, method, status });
      };
    },
    count({ action, outcome, size = 0 }) {
      documents.inc({ action, outcome });
      if (outcome === 'accepted') bytes.inc({ action }, size);
    },
    expose: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
}
