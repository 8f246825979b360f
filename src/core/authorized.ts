import { RedoxFileError } from './errors.js';
import type { Context } from './job.js';
import type { TransportRequest, TransportResponse } from './transport.js';

/**
 * A request under the current token. A token that is no longer taken is renewed once, and the same bytes go again.
 * @throws RedoxFileError where there is no token, ConnectionError where there is no answer
 */
export async function authorized(
  { tokens, transport, signal }: Pick<Context, 'tokens' | 'transport' | 'signal'>,
  request: Omit<TransportRequest, 'signal'> & Partial<Pick<TransportRequest, 'signal'>>,
): Promise<TransportResponse> {
  if (!tokens)
    throw new RedoxFileError('upload-failed', {
      retryable: false,
      cause: new Error('The endpoint attribute is missing'),
    });
  const send = (token: string) =>
    transport({ signal, ...request, headers: { ...request.headers, authorization: `Bearer ${token}` } });
  const token = await tokens.get(signal);
  const response = await send(token);
  return response.status === 401 ? send(await tokens.renew(token, signal)) : response;
}
