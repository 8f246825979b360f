import type { ClientRequest } from 'node:http';
import { DefaultHttpStack, type HttpRequest, type HttpStack } from 'tus-js-client';

/**
 * tus-js-client's own way to HTTP in Node, and an end to every request. Version 4.3.1 has no time limit, and waits for
 * ever for the rest of an answer whose connection broke after the header: it hears errors of the request alone, and
 * Node then tells them to the answer.
 */
export class EndingHttpStack implements HttpStack {
  readonly #stack = new DefaultHttpStack({});
  readonly #timeLimit: number;

  /** @param timeLimit of one request, in milliseconds */
  constructor(timeLimit: number) {
    this.#timeLimit = timeLimit;
  }

  getName(): string {
    return this.#stack.getName();
  }

  createRequest(method: string, url: string): HttpRequest {
    const request = this.#stack.createRequest(method, url);
    const send = request.send.bind(request);
    request.send = body => {
      const answer = send(body);
      const underlying = request.getUnderlyingObject() as ClientRequest;
      const timer = setTimeout(() => underlying.destroy(), this.#timeLimit);
      // A whole answer has been heard before the request closes.
      const closed = new Promise<never>((_, reject) => {
        underlying.once('close', () => {
          clearTimeout(timer);
          reject(new Error('The connection ended before the answer did.'));
        });
      });
      return Promise.race([answer, closed]);
    };
    return request;
  }
}
