import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from './client.js';
import type { Document } from './documents.js';
import { PRIVATE } from './patient.js';
import { type Kill, type Link, type Plan, troubleOf } from './plan.js';
import type { ProxyHost } from './proxy-host.js';
import type { ProxySettings } from './proxy-process.js';
import { type Direction, openRelay, type Relay } from './relay.js';
import type { Sandbox } from './sandbox.js';

/** What a gateway answers for a back end that is not there. */
const BAD_GATEWAY =
  'HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: 24\r\nConnection: close\r\n\r\n<h1>502 Bad Gateway</h1>';

export interface Surroundings {
  proxies: ProxyHost;
  sandbox: Sandbox;
}

/** One run's proxy, and the bad roads to it and from it to Redox. */
export class Scene {
  /** One sentence for each thing that was seen on the way and is not right. */
  readonly wrong: string[] = [];
  kills = 0;
  /** Connections that were ended. */
  cuts = 0;
  readonly settings: ProxySettings;
  readonly #plan: Plan;
  readonly #proxies: ProxyHost;
  readonly #sandbox: Sandbox;
  readonly #passed = { client: { there: 0, back: 0 }, redox: { there: 0, back: 0 } };
  readonly #roads: Partial<Record<Link, Relay>> = {};
  #waiting: Kill[];
  #killing: Promise<void> | undefined;

  constructor(plan: Plan, { proxies, sandbox }: Surroundings, folder: string) {
    this.#plan = plan;
    this.#proxies = proxies;
    this.#sandbox = sandbox;
    this.#waiting = [...plan.kills];
    this.settings = {
      redox: sandbox.credentials,
      dataDir: join(folder, 'data'),
      logFile: join(folder, 'log'),
      tokenLifetime: plan.tokenLifetime,
      port: 0,
    };
  }

  /** @returns where clients find the proxy */
  async open(): Promise<string> {
    await this.#sandbox.clear();
    const redox = await this.#road('redox', this.#sandbox.port);
    const url = `http://127.0.0.1:${redox.port}/_sandbox`;
    this.settings.redox = { ...this.settings.redox, apiUrl: url, blobUrl: url };
    const proxy = await this.#proxies.start(this.settings);
    const road = await this.#road('client', proxy.port, this.#plan.gateway ? BAD_GATEWAY : undefined);
    return `http://127.0.0.1:${road.port}/redox`;
  }

  /** Lets happen what the plan says; afterwards all is well. */
  async play(client: Client, documents: readonly Document[]): Promise<void> {
    const { acts, kills, refusedSessions, redoxFaults, redoxOutages, calmAt } = this.#plan;
    const { redox } = this.#roads;
    const scenes: [at: number, play: () => unknown][] = [
      ...acts.map(({ at, type, file }): [number, () => unknown] => [
        at,
        () => client.act(type, documents[file] as Document),
      ]),
      ...kills.flatMap((kill): [number, () => unknown][] =>
        'at' in kill.when ? [[kill.when.at, () => this.#kill(kill)]] : [],
      ),
      ...refusedSessions.flatMap((period): [number, () => unknown][] => [
        [period.at, () => this.#proxies.session(false)],
        [period.at + period.for, () => this.#proxies.session(true)],
      ]),
      ...redoxFaults.map(({ at, ...fault }): [number, () => unknown] => [at, () => this.#sandbox.fault(fault)]),
      ...redoxOutages.flatMap((period): [number, () => unknown][] => [
        [period.at, () => redox?.down()],
        [period.at + period.for, () => redox?.up()],
      ]),
    ];
    const started = performance.now();
    const wait = (until: number) => sleep(Math.max(0, started + until - performance.now()));
    for (const [at, play] of scenes.filter(([at]) => at < calmAt).sort(([one], [other]) => one - other)) {
      await wait(at);
      void this.#try(play);
    }
    await wait(calmAt);
    await this.#calm();
  }

  async #try(play: () => unknown): Promise<void> {
    try {
      await play();
    } catch (error) {
      this.wrong.push(`the scene itself failed: ${error}`);
    }
  }

  async #calm(): Promise<void> {
    this.#waiting = [];
    await this.#killing;
    await this.#proxies.session(true);
    await this.#sandbox.calm();
    for (const road of Object.values(this.#roads)) {
      road.calm();
      await road.up();
    }
  }

  async #kill(kill: Kill): Promise<void> {
    if (!this.#waiting.includes(kill)) return;
    this.#waiting = this.#waiting.filter(other => other !== kill);
    if (this.#killing) return;
    this.kills++;
    const killed = this.#proxies.kill();
    this.#killing = killed
      .then(() => sleep(kill.downFor))
      .then(() => this.#proxies.restart())
      .finally(() => {
        this.#killing = undefined;
      });
    await killed;
  }

  /** Starts the proxy anew, as after a deployment, and stops it in peace. */
  async end(): Promise<void> {
    this.#roads.client?.close();
    await this.#proxies.stop();
    await this.#proxies.restart();
    await this.#proxies.stop();
  }

  close(): void {
    for (const road of Object.values(this.#roads)) road.close();
  }

  async #road(link: Link, target: number, substitute?: string): Promise<Relay> {
    const road = await openRelay({
      target,
      substitute,
      troubleOf: troubleOf(this.#plan.seed, link),
      onEnd: () => {
        this.cuts++;
      },
      onPiece: async (direction, piece) => {
        this.#look(piece);
        this.#passed[link][direction] += piece.length;
        for (const kill of this.#waiting) if (this.#isTime(kill, link, direction)) await this.#kill(kill);
      },
    });
    this.#roads[link] = road;
    return road;
  }

  #isTime({ when }: Kill, link: Link, direction: Direction): boolean {
    return (
      'on' in when && when.on === link && when.direction === direction && this.#passed[link][direction] >= when.bytes
    );
  }

  /** A URL is what every gateway writes down. */
  #look(piece: Buffer): void {
    const [line = ''] = /^[A-Z]+ \S+ HTTP\/1\.1\r\n/.exec(piece.subarray(0, 1000).toString('latin1')) ?? [];
    const word = PRIVATE.find(text => line.includes(text));
    if (word) this.wrong.push(`a URL holds ${word}`);
    const known = /^[A-Z]+ \/(redox\/(token|messages|uploads(\/[\da-f]{32}(\/commit)?)?)|_sandbox\/[\w/]+) HTTP/;
    if (line && !known.test(line)) this.wrong.push(`nobody knows the request ${line.trim()}`);
  }
}
