import { only, sending, until } from './sending.js';
import { fileOf, type Turn } from './support.js';

export const session = { resume: 'session' } as const;
export const upload = { ...session, delivery: 'upload' } as const;

/** What is remembered, and with what salt. */
export const items = (): [string, string][] =>
  Object.entries(sessionStorage).filter(([name]) => name.startsWith('redox-file-sender:'));
export const entries = (): [string, string][] => items().filter(([name]) => !name.endsWith(':salt'));

/** A page that is closed when what the turns say has been said: nothing of it is left but sessionStorage. */
export async function page(turns: Turn[], options: Parameters<typeof sending>[1] = upload, file = fileOf(150)) {
  const { sender, said, requests } = sending(turns, options);
  sender.add([file]);
  await until(sender, () => ['sent', 'failed', 'ready'].includes(only(sender).state));
  const keys = requests.flatMap(({ headers }) => headers['idempotency-key'] ?? []);
  return { said: said(), file: only(sender), keys, sender, requests };
}
