import type { PropertyDeclarations } from 'lit';
import type { DocumentTypeChoice, MessageSource, SenderOptions } from '../core/options.js';
import { FormControl } from './form-control.js';
import type { Catalogue } from './texts/catalogue.js';

/** How files are to be sent, as attributes and properties. Sizes have units: `10MB` is 10^7 bytes, `5MiB` 5 × 2^20. */
export abstract class SenderAttributes extends FormControl {
  static override readonly properties: PropertyDeclarations = {
    model: {},
    eventType: { attribute: 'event-type' },
    delivery: {},
    output: {},
    endpoint: {},
    embedLimit: { attribute: 'embed-limit' },
    maxSize: { attribute: 'max-size' },
    requestLimit: { attribute: 'request-limit' },
    chunkSize: { attribute: 'chunk-size' },
    accept: {},
    multiple: { type: Boolean },
    maxFiles: { attribute: 'max-files', type: Number },
    capture: {},
    partial: { type: Boolean },
    manual: { type: Boolean },
    resumeMode: { attribute: 'resume' },
    label: {},
    hint: {},
    compact: { type: Boolean, reflect: true },
    thumbnails: { type: Boolean },
    message: { attribute: false },
    authorize: { attribute: false },
    documentTypes: { attribute: false },
    texts: { attribute: false },
  };

  /** Redox's data model: `Notes`, `Results` or `Media`. */
  model = 'Notes';
  /** What happened: `New`, `Replace` or `NewUnsolicited`, as the model allows. */
  eventType = 'New';
  /** `auto`, `embed` or `upload`. */
  delivery = 'auto';
  /** `payload`: end with the message in an event; `send`: with Redox's answer. */
  output = 'payload';
  /** Address of the proxy; needed for upload and send. */
  endpoint: string | undefined;
  /** In `auto`, files of this size and above are uploaded. */
  embedLimit = '10MB';
  /** Largest file. */
  maxSize = '30MB';
  /** Largest request that carries an embedded file. */
  requestLimit = '40MB';
  /** Size of the pieces in which a file is uploaded. */
  chunkSize = '5MiB';
  /** As on `<input type=file>`. */
  accept = '';
  /** As on `<input type=file>`. */
  multiple = false;
  /** With `multiple`: how many files at most; 100 where it is absent. */
  maxFiles: number | undefined;
  /** As on `<input type=file>`. */
  capture: string | undefined;
  /** In `payload`: required fields that the host's back end will fill may be missing. */
  partial = false;
  /** Wait for `start()` instead of starting when a file is added. */
  manual = false;
  /** `session`: a file that is picked again after a reload goes on where it was. `resume` is a method. */
  resumeMode = 'page';
  /** What the file is for. */
  label = '';
  /** What the user should know beforehand. */
  hint = '';
  /** Takes little room. */
  compact = false;
  /** Shows pictures small; a content security policy has to allow `img-src blob:`. */
  thumbnails = false;
  /** What the host knows of the message, or a function that gives it for a file. */
  message: MessageSource | undefined;
  /** Headers for the token request, when a cookie session is not enough. */
  authorize: SenderOptions['authorize'];
  /** What the user chooses from for each file: texts, or `{value, label}`. A file with a choice waits until it is made. */
  documentTypes: readonly DocumentTypeChoice[] | undefined;
  /** Words of the host's own, by the catalogue's keys. */
  texts: Partial<Catalogue> | undefined;
}
