/**
 * For a server in the process of its clients: it closes no connection for being idle. One that has been busy with something
 * else for longer than Node keeps an idle connection (5 s) would close it under the request that has just taken it from
 * `fetch`'s pool, which then ends with ECONNRESET.
 */
export const KEPT_ALIVE = { keepAliveTimeout: 0 };
