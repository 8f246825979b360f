import type { AccessTokens } from './access-tokens.js';
import { post, type RedoxAnswer, type RedoxRequest } from './http.js';

/** A POST to Redox under our access token; `request` is called for each attempt, because a stream is good once. */
export type Authorized = (url: string, request: () => RedoxRequest, timeout: number) => Promise<RedoxAnswer>;

/** A token that Redox no longer takes is renewed once: 401 means that nothing has been done. */
export const authorizedBy =
  (tokens: AccessTokens): Authorized =>
  async (url, request, timeout) => {
    const attempt = async () => {
      const token = await tokens.get();
      const { headers, ...rest } = request();
      const answer = await post(url, { ...rest, headers: { ...headers, authorization: `Bearer ${token}` } }, timeout);
      if (answer.status === 401) tokens.drop(token);
      return answer;
    };
    const first = await attempt();
    return first.status === 401 ? attempt() : first;
  };
