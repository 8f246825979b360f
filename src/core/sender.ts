import { Entry, isComposed, isLeaving } from './entry.js';
import { RedoxFileError, toRedoxFileError } from './errors.js';
import {
  SenderEvent,
  type SenderEventDetails,
  type SenderEventName,
  type SenderFile,
  type SenderListening,
} from './events.js';
import { can, type FileEvent, isWorking } from './file-state.js';
import { refusalOf } from './intake.js';
import { completed, type GivenOptions, type SenderOptions } from './options.js';
import { isFull, replacedIn } from './places.js';
import type { Runner, RunnerHost } from './runner.js';
import { nextInTurn, spareMemory } from './turns.js';

/**
 * Sends files without a page: a list of files, each on its own way. What it does and finds it tells through the same
 * events as the element (`SenderEventDetails`).
 */
export class FileSender extends EventTarget {
  declare addEventListener: SenderListening;
  declare removeEventListener: SenderListening;
  #options: SenderOptions;
  #entries: Entry[] = [];
  #files: readonly SenderFile[] = [];
  #runner: Promise<Runner> | undefined;
  /** Something has begun that `redox-complete` has not ended yet. */
  #busy = false;
  #changed = false;

  constructor(options: GivenOptions = {}) {
    super();
    this.#options = completed(options);
  }

  get options(): Readonly<SenderOptions> {
    return this.#options;
  }

  /** Takes effect for what begins after it. */
  configure(options: GivenOptions): void {
    this.#options = completed({ ...this.#options, ...options });
  }

  /** The files in the order in which they were added. */
  get files(): readonly SenderFile[] {
    return this.#files;
  }

  /** Loads what sending needs, ahead of the first file. */
  prepare(): Promise<Runner> {
    this.#runner ??= import('./runner.js').then(
      ({ Runner }) => new Runner(this.#host),
      error => {
        // A page that was offline for a moment asks again with the next file.
        this.#runner = undefined;
        throw new RedoxFileError('offline', { cause: error });
      },
    );
    return this.#runner;
  }

  /** Takes files in; those that cannot be sent are listed too, with the reason. */
  add(files: Iterable<File>): void {
    let isFirst = true;
    for (const file of files) if (this.#add(file, isFirst)) isFirst = false;
    this.#fill();
  }

  /** @returns whether it is in the list */
  #add(file: File, isFirst: boolean): boolean {
    const entry = new Entry(file);
    if (!this.#emit('redox-file-add', { id: entry.id, file }, true)) return false;
    const { maxFiles } = this.#options;
    const replaced = replacedIn(this.#entries, maxFiles, isFirst);
    if (!replaced && isFull(this.#entries, maxFiles)) {
      const error = new RedoxFileError('too-many-files', { facts: { maxFiles } });
      this.#emit('redox-error', { file, error: this.#worded(error) });
      return false;
    }
    this.#entries.push(entry);
    const refusal = refusalOf(file, this.#options);
    if (refusal) this.#fail(entry, refusal);
    else if (!this.#options.manual && !this.#isUntyped(entry)) entry.apply({ type: 'start' });
    // Only now, because something is in progress all the while.
    if (replaced) this.remove(replaced.id);
    this.#change();
    return true;
  }

  /** Starts a file that waits for it, or all of them; where there is a choice of document types, it has to be made. */
  start(id?: string): void {
    this.#each(id, 'start', entry => !this.#isUntyped(entry));
    this.#fill();
  }

  /** Holds a file, or all of them; what has been uploaded is kept. A message that has begun to leave is not held. */
  pause(id?: string): void {
    for (const entry of this.#each(id, 'pause', entry => !isLeaving(entry))) entry.abort?.abort();
  }

  resume(id?: string): void {
    this.#each(id, 'resume');
    this.#fill();
  }

  /** Tries a failed file again, or all that may succeed without being picked again. */
  retry(id?: string): void {
    this.#each(id, 'retry', ({ state }) => id !== undefined || (state.name === 'failed' && state.error.retryable));
    this.#fill();
  }

  /**
   * Takes a file off the list; an upload that has begun is deleted at the proxy. A message that has begun to leave
   * cannot be taken back, so its file stays until it is known what became of it.
   */
  remove(id: string): void {
    const entry = this.#entries.find(candidate => candidate.id === id);
    if (!entry || isLeaving(entry)) return;
    this.#entries = this.#entries.filter(other => other !== entry);
    entry.job.forget?.();
    if (entry.abort) entry.abort.abort();
    else this.#discard(entry);
    this.#change();
    this.#fill();
    this.#settle();
  }

  /** Takes all files off the list that `remove` does. The next file may be another user's. */
  reset(): void {
    for (const { id } of this.#entries) this.remove(id);
    this.#runner = undefined;
  }

  /** What kind of document a file is; it wins over the host's message, and is fixed once that is composed. */
  setDocumentType(id: string, documentType: string | undefined): void {
    const entry = this.#entries.find(candidate => candidate.id === id);
    if (!entry || entry.job.documentType === documentType || isComposed(entry)) return;
    entry.job.documentType = documentType;
    entry.changed();
    this.#change();
  }

  #isUntyped({ job }: Entry): boolean {
    return this.#options.documentTypes.length > 1 && !job.documentType;
  }

  #each(id: string | undefined, type: 'start' | 'pause' | 'resume' | 'retry', only = (_: Entry) => true): Entry[] {
    const chosen = this.#entries.filter(
      entry => (id === undefined || entry.id === id) && can(entry.state, type) && only(entry),
    );
    for (const entry of chosen) this.#apply(entry, { type });
    return chosen;
  }

  #fill(): void {
    for (const entry of nextInTurn(this.#entries)) this.#begin(entry);
  }

  #begin(entry: Entry): void {
    const [only, ...others] = this.#options.documentTypes;
    if (others.length === 0 && !entry.job.documentType)
      this.setDocumentType(entry.id, typeof only === 'object' ? only.value : only);
    const abort = new AbortController();
    entry.abort = abort;
    this.#busy = true;
    this.#apply(entry, { type: 'prepare' });
    void this.prepare()
      .then(runner => runner.run(entry, abort.signal))
      .catch(error => {
        // Whoever aborted a run has already said what becomes of the file.
        if (!abort.signal.aborted) this.#fail(entry, toRedoxFileError(error, 'upload-failed'));
      })
      .then(() => {
        entry.abort = undefined;
        if (!this.#entries.includes(entry)) this.#discard(entry);
        spareMemory(this.#entries);
        this.#fill();
        this.#settle();
      });
  }

  /** Deletes at the proxy what was uploaded of a file that nobody wants any more. */
  #discard({ job: { uploadUrl, uri } }: Entry): void {
    if (!uploadUrl || uri) return;
    this.prepare().then(
      runner => runner.discard(uploadUrl),
      () => undefined,
    );
  }

  get #host(): RunnerHost {
    return {
      options: () => this.#options,
      apply: (entry, event) => this.#apply(entry, event),
      progress: entry => {
        if (!this.#entries.includes(entry)) return;
        entry.changed();
        this.#refresh();
        const { id, file, progress } = entry.snapshot;
        if (progress) this.#emit('redox-progress', { id, file, ...progress });
      },
      emit: (type, detail, cancelable) => this.#emit(type, detail, cancelable),
    };
  }

  #apply(entry: Entry, event: FileEvent): void {
    entry.apply(event);
    this.#change();
  }

  #fail(entry: Entry, error: RedoxFileError): void {
    // What can be tried again keeps its bytes, so that a file that has gone since is not lost.
    if (!error.retryable) entry.job.bytes = undefined;
    this.#apply(entry, { type: 'fail', error: this.#worded(error) });
    this.#emit('redox-error', { id: entry.id, file: entry.job.file, error });
  }

  #worded(error: RedoxFileError): RedoxFileError {
    error.message = this.#options.describe(error);
    return error;
  }

  #refresh(): void {
    this.#files = Object.freeze(this.#entries.map(entry => entry.snapshot));
  }

  /** Hosts hear of all that changed in one go once. */
  #change(): void {
    this.#refresh();
    if (this.#changed) return;
    this.#changed = true;
    queueMicrotask(() => {
      this.#changed = false;
      this.#emit('redox-files-change', { files: this.#files });
    });
  }

  #settle(): void {
    if (!this.#busy || this.#entries.some(({ state }) => isWorking(state.name) || state.name === 'paused')) return;
    this.#busy = false;
    this.#emit('redox-complete', { files: this.#files });
  }

  #emit<N extends SenderEventName>(type: N, detail: SenderEventDetails[N], cancelable = false): boolean {
    return this.dispatchEvent(new SenderEvent(type, detail, { cancelable }));
  }
}
