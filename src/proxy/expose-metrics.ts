import type { Metrics } from './metrics.js';
import { ProblemError } from './problem-error.js';

/** Who may read the metrics: everybody who reaches the proxy, nobody, or whom a function lets. */
export type MetricsAccess = boolean | ((request: Request) => boolean | Promise<boolean>);

/**
 * `GET metrics`, for Prometheus.
 * @throws {ProblemError} 403, and 404 where there are none
 */
export const metricsExposedTo =
  (access: MetricsAccess, metrics: Metrics) =>
  async (request: Request): Promise<Response> => {
    if (access === false) throw new ProblemError(404, 'not-found');
    if (access !== true && (await access(request)) !== true) throw new ProblemError(403, 'forbidden');
    const { contentType, text } = await metrics.expose();
    return new Response(text, { headers: { 'content-type': contentType } });
  };
