import type { Progress, SenderFile } from './events.js';
import { type FileEvent, type FileState, next } from './file-state.js';
import type { Job } from './job.js';

/** One file of a sender: its state, its job, and the snapshot that hosts see. */
export class Entry {
  readonly job: Job;
  state: FileState = { name: 'waiting' };
  progress: Progress | undefined;
  /** Ends the run that is under way; there until it has ended. */
  abort: AbortController | undefined;
  #snapshot: SenderFile | undefined;

  constructor(file: File) {
    this.job = {
      id: crypto.randomUUID(),
      file,
      documentId: crypto.randomUUID(),
      eventDateTime: new Date().toISOString(),
    };
  }

  get id(): string {
    return this.job.id;
  }

  apply(event: FileEvent): void {
    this.state = next(this.state, event);
    this.changed();
  }

  changed(): void {
    this.#snapshot = undefined;
  }

  /** The same object until something changes, so that a list knows which rows to draw again. */
  get snapshot(): SenderFile {
    this.#snapshot ??= Object.freeze({
      id: this.id,
      file: this.job.file,
      state: this.state.name,
      delivery: this.job.delivery,
      progress: this.progress,
      error: this.state.name === 'failed' ? this.state.error : undefined,
      message: this.state.name === 'ready' ? this.state.message : undefined,
      result: this.state.name === 'sent' ? this.state.result : undefined,
      documentId: this.job.documentId,
      documentType: this.job.documentType,
    });
    return this.#snapshot;
  }
}

/** Its message has begun to leave, and can be neither held nor taken back. */
export const isLeaving = ({ state, job }: Entry): boolean => state.name === 'sending' && job.fate !== undefined;

/** What its message says is settled. */
export const isComposed = ({ state, job }: Entry): boolean =>
  job.fate !== undefined || !['waiting', 'queued', 'preparing', 'paused', 'failed'].includes(state.name);
