import type { AccessTokens } from './access-tokens.js';
import type { Post, RedoxAnswer, RedoxRequest } from './http.js';
import type { Call, Traffic } from './traffic.js';

/** A POST to Redox under our access token; `request` is called for each attempt, because a stream is good once. */
export type Authorized = (url: string, request: () => RedoxRequest) => Promise<RedoxAnswer>;

export interface AuthorizedOptions {
  call: Call;
  traffic: Traffic;
  tokens: AccessTokens;
  post: Post;
}

/** A token that Redox no longer takes is renewed once: 401 means that nothing has been done. */
export const authorizedBy =
  ({ call, traffic, tokens, post }: AuthorizedOptions): Authorized =>
  (url, request) => {
    const attempt = async () => {
      const token = await tokens.get();
      const { headers, body } = request();
      const answer = await traffic.once(call, () =>
        post(url, { body, headers: { ...headers, authorization: `Bearer ${token}` } }),
      );
      if (answer.status === 401) tokens.drop(token);
      return answer;
    };
    return traffic.attempts(call, async () => {
      const first = await attempt();
      return first.status === 401 ? attempt() : first;
    });
  };
