/** The proxy's requests. Matched by the end of the path alone, so that no mount has to be told where it is. */
const ROUTES = {
  token: { path: /(?:^|\/)token\/?$/, methods: ['POST'] },
  uploads: { path: /(?:^|\/)uploads\/?$/, methods: ['POST'] },
  upload: { path: /(?:^|\/)uploads\/([\da-f]{32})$/, methods: ['HEAD', 'PATCH', 'DELETE'] },
  commit: { path: /(?:^|\/)uploads\/([\da-f]{32})\/commit$/, methods: ['POST'] },
  messages: { path: /(?:^|\/)messages\/?$/, methods: ['POST'] },
  live: { path: /(?:^|\/)health\/live$/, methods: ['GET', 'HEAD'] },
  ready: { path: /(?:^|\/)health\/ready$/, methods: ['GET', 'HEAD'] },
  metrics: { path: /(?:^|\/)metrics$/, methods: ['GET', 'HEAD'] },
} as const satisfies Record<string, { path: RegExp; methods: readonly string[] }>;

export interface Route {
  name: keyof typeof ROUTES;
  methods: readonly string[];
  /** The upload's, in `upload` and `commit`; empty in the others. */
  id: string;
}

export function routeOf(url: string): Route | undefined {
  const { pathname } = new URL(url);
  for (const [name, { path, methods }] of Object.entries(ROUTES)) {
    const match = path.exec(pathname);
    if (match) return { name: name as Route['name'], methods, id: match[1] ?? '' };
  }
  return undefined;
}
