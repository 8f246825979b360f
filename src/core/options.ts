import type { DataModel, EventType, HostMessage } from '../models/index.js';
import type { Clock } from './clock.js';
import type { RedoxFileError } from './errors.js';
import { MAX_SIZE } from './sizes.js';
import type { Transport } from './transport.js';

export type Delivery = 'embed' | 'upload';

/** A part of the message that the host knows, or what gives it for a file. */
export type MessageSource = HostMessage | ((file: File) => HostMessage | Promise<HostMessage>);

/** A kind of document that a user may choose: what Redox gets, and the words for it where they differ. */
export type DocumentTypeChoice = string | { readonly value: string; readonly label: string };

/** `HeadersInit` by a name that Node's types have, too. */
type HeaderValues = NonNullable<RequestInit['headers']>;

/** How files are to be sent; the element's attributes and properties in one object. Sizes in bytes. */
export interface SenderOptions {
  model: DataModel;
  eventType: EventType;
  delivery: 'auto' | Delivery;
  output: 'payload' | 'send';
  /** The proxy's address; needed for upload and send. */
  endpoint: string | undefined;
  /** In `auto`, files of this size and above are uploaded. */
  embedLimit: number;
  maxSize: number;
  /** Largest request that carries an embedded file. */
  requestLimit: number;
  chunkSize: number;
  accept: string;
  maxFiles: number;
  partial: boolean;
  manual: boolean;
  /** In `payload`: `toBlob()` will be called of every message, so contents are encoded for it and not for `message`. */
  asBlob: boolean;
  /** `session`: a file that is picked again after a reload goes on where it was. */
  resume: 'page' | 'session';
  /** What a user may choose from for each file; with several, a file waits until one is chosen and it is started. */
  documentTypes: readonly DocumentTypeChoice[];
  message: MessageSource | undefined;
  /** Headers for the token request, when a cookie session is not enough. */
  authorize: (() => Promise<HeaderValues> | HeaderValues) | undefined;
  /** The words of an error, for the user. */
  describe: (error: RedoxFileError) => string;
  transport: Transport | undefined;
  clock: Clock | undefined;
}

/** Options as they are given: what is absent or undefined is as it is by default. */
export type GivenOptions = { [Name in keyof SenderOptions]?: SenderOptions[Name] | undefined };

const MB = 1e6;

/** Redox's documented limits; see the README for what each is for. */
export const DEFAULTS = {
  model: 'Notes',
  eventType: 'New',
  delivery: 'auto',
  output: 'payload',
  endpoint: undefined,
  embedLimit: 10 * MB,
  maxSize: MAX_SIZE,
  requestLimit: 40 * MB,
  chunkSize: 5 * 2 ** 20,
  accept: '',
  maxFiles: 1,
  partial: false,
  manual: false,
  asBlob: false,
  resume: 'page',
  documentTypes: [],
  message: undefined,
  authorize: undefined,
  describe: error => error.code,
  transport: undefined,
  clock: undefined,
} as const satisfies SenderOptions;

/** All options: where one is not given, its default. */
export const completed = (given: GivenOptions): SenderOptions =>
  Object.fromEntries(
    Object.entries(DEFAULTS).map(([name, usual]) => [name, given[name as keyof SenderOptions] ?? usual]),
  ) as unknown as SenderOptions;
