/** An absolute address below the proxy's, which may itself be relative to the page. */
export function below(endpoint: string, path: string): string {
  return new URL(`${endpoint.replace(/\/+$/, '')}/${path}`, globalThis.document?.baseURI).href;
}

/** An address from elsewhere is none of this proxy's, and would get its token. */
export const isBelow = (endpoint = '', url = ''): boolean => url.startsWith(below(endpoint, ''));
