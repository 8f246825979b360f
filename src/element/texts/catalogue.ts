import type { ErrorCode, ErrorFacts, FileStateName } from '../../core/index.js';

/** What the element says to a user, in one language; errors stand apart because they load with the first file. Sizes come as text, numbers as numbers. */
export interface Catalogue {
  chooseFile: string;
  chooseFiles: string;
  dropHere: string;
  /** What is taken: the largest size, as text. */
  limit(size: string): string;
  states: Readonly<Record<Exclude<FileStateName, 'failed'>, string>>;
  /** For a screen reader and the progress bar: how far a file has come. */
  progress(percent: number): string;
  /** Said once for a file: its name and what happened. */
  announcement(name: string, text: string): string;
  /** What sending needs could not be loaded. */
  offline: string;
  pause: string;
  resume: string;
  retry: string;
  remove: string;
  /** The accessible name of an action on one of several files. */
  actionOn(action: string, name: string): string;
  validity: Readonly<Record<'missing' | 'busy' | 'waiting' | 'failed', string>>;
}

/** What a text may mention, as text. */
export type TextFacts = Readonly<Record<keyof ErrorFacts, string>>;

/** What each error is to a user, and what to do next. */
export type ErrorTexts = Readonly<Record<ErrorCode, string | ((facts: TextFacts) => string)>>;
