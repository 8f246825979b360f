import { Agent, type Dispatcher, EnvHttpProxyAgent, Pool } from 'undici';
import type { WayOut } from './options.js';
import type { TrafficSettings } from './traffic-options.js';

export interface DispatcherOptions extends Pick<TrafficSettings, 'connectTimeout' | 'concurrency'>, WayOut {
  /** A connection for each request: a kept one may be closed by Redox at the very moment when a request begins. */
  ownConnection: boolean;
}

/**
 * Connections to Redox. An outbound proxy only passes bytes on (CONNECT, RFC 9110 section 9.3.6), so of https it sees no
 * more than the host, and what does not come about there has not been sent.
 */
export function createDispatcher({
  ownConnection,
  connectTimeout: timeout,
  concurrency: connections,
  outboundProxy,
  noProxy = '',
}: DispatcherOptions): Dispatcher {
  const options = {
    connect: { timeout },
    connections,
    pipelining: ownConnection ? 0 : 1,
    // An answer that trickles in would restart the timers of the library with every byte.
    headersTimeout: 0,
    bodyTimeout: 0,
  };
  if (!outboundProxy) return new Agent(options);
  return new EnvHttpProxyAgent({
    ...options,
    httpProxy: outboundProxy,
    httpsProxy: outboundProxy,
    noProxy,
    proxyTls: { timeout },
    requestTls: { timeout },
    // For the proxy's answer to CONNECT.
    clientFactory: (origin, own) => new Pool(origin, { ...own, headersTimeout: timeout }),
  });
}
