/** Requests of a page that wait until a test lets them go; all else about them is real. */
export interface HeldRequests {
  /** Waits for the next request that is held, and lets it go. */
  pass(): Promise<void>;
  /** Waits for one, and leaves it where it is. */
  arrived(): Promise<void>;
  /** Ends the holding, and lets go what is held. */
  release(): void;
}

/** Holds requests of a method back, such as a `PATCH`, which carries a piece of a file. */
export function holdRequests(method: string): HeldRequests {
  const Real = globalThis.XMLHttpRequest;
  const held: (() => void)[] = [];
  let waiting: (() => void)[] = [];

  class HeldRequest extends Real {
    #isHeld = false;

    override open(verb: string, url: string | URL): void {
      this.#isHeld = verb === method;
      super.open(verb, url);
    }

    override send(body?: XMLHttpRequestBodyInit | null): void {
      if (!this.#isHeld) {
        super.send(body);
        return;
      }
      held.push(() => {
        if (this.#isHeld) super.send(body);
      });
      for (const tell of waiting.splice(0)) tell();
    }

    override abort(): void {
      super.abort();
      // A request that was never sent says nothing of its end.
      if (this.#isHeld) this.dispatchEvent(new ProgressEvent('abort'));
      this.#isHeld = false;
    }
  }

  const arrived = () => (held.length > 0 ? Promise.resolve() : new Promise<void>(resolve => waiting.push(resolve)));
  globalThis.XMLHttpRequest = HeldRequest;
  return {
    arrived,
    async pass() {
      await arrived();
      held.shift()?.();
    },
    release() {
      globalThis.XMLHttpRequest = Real;
      waiting = [];
      for (const go of held.splice(0)) go();
    },
  };
}
