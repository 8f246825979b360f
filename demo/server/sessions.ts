import { randomBytes } from 'node:crypto';
import { PATIENTS, type Patient } from './patients.js';
import type { Receipt } from './receipts.js';

/** One patient's stay in the portal. It lives in this process alone, and the page knows it as a random cookie. */
export interface Session {
  id: string;
  patient: Patient;
  /** What was sent in this session, the latest first. */
  receipts: Receipt[];
  /** Milliseconds since the epoch. */
  expires: number;
}

/** Milliseconds without a request after which a session ends. */
const IDLE = 30 * 60 * 1000;

/** Receipts that a session keeps. */
const KEPT = 50;

export function keepReceipt(session: Session, receipt: Receipt): void {
  session.receipts = [receipt, ...session.receipts].slice(0, KEPT);
}

export interface Sessions {
  open(): Session;
  find(id: string | undefined): Session | undefined;
  end(id: string | undefined): void;
}

/** @param now milliseconds since the epoch */
export function createSessions(now: () => number = Date.now): Sessions {
  const sessions = new Map<string, Session>();
  let opened = 0;

  const forgetExpired = () => {
    for (const session of sessions.values()) if (session.expires <= now()) sessions.delete(session.id);
  };

  return {
    open() {
      forgetExpired();
      const session: Session = {
        id: randomBytes(32).toString('base64url'),
        // Patients take turns, so that two browsers can show that neither reaches the other's chart.
        patient: PATIENTS[opened++ % PATIENTS.length] ?? PATIENTS[0],
        receipts: [],
        expires: now() + IDLE,
      };
      sessions.set(session.id, session);
      return session;
    },
    find(id = '') {
      forgetExpired();
      const session = sessions.get(id);
      if (session) session.expires = now() + IDLE;
      return session;
    },
    end(id = '') {
      sessions.delete(id);
    },
  };
}
