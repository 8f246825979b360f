declare global {
  /** Milliseconds from the navigation's start to a page that was drawn and can be used. */
  var usableAfter: number | undefined;
}

/** Says that a page is complete; it counts when it has been drawn. */
export function usable(): void {
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      globalThis.usableAfter = performance.now();
    };
    port2.postMessage(undefined);
  });
}
