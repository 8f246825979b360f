import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

/**
 * The headers of every answer. Nothing inline, no other origin, no eval, and no string becomes markup but through Lit's
 * own Trusted Types policy: the element has to live with the strictest policy that a portal may have.
 */
export const strictHeaders: MiddlewareHandler = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'self'"],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
    formAction: ["'self'"],
    requireTrustedTypesFor: ["'script'"],
    trustedTypes: ['lit-html'],
  },
  referrerPolicy: 'no-referrer',
  xFrameOptions: 'DENY',
  // The demo is served over http on this machine; a portal behind TLS sends it.
  strictTransportSecurity: false,
  permissionsPolicy: {
    camera: [],
    microphone: [],
    geolocation: [],
    payment: [],
    usb: [],
    displayCapture: [],
    screenWakeLock: ['self'],
  },
  // The sandbox gives files back under a policy that is stricter still.
  overwrite: false,
});
