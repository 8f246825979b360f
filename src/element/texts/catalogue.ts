import type { ErrorCode, FileStateName } from '../../core/index.js';

/** A text that depends on a number: one for each plural category that the language has (`Intl.PluralRules`). */
export type Plural = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;

/**
 * What is said before there is a file; it comes with the element. In all texts `{name}` and the like stand for what is
 * put in, in the language's own order; numbers, sizes, percentages and times come formatted by `Intl`.
 */
export interface ControlTexts {
  'choose-file': string;
  'choose-files': string;
  /** In place of both where the camera is to be used. */
  'take-photo': string;
  /** Goes on after the button: `Choose a file` / `or drop or paste it here`. */
  'drop-file': string;
  'drop-files': string;
  /** While something is held over the place where it may be dropped. */
  'drop-now': string;
  /** Behind the label, in brackets. */
  required: string;
  /** The control's state, for a screen reader: `Signed form, No file chosen, Choose a file`. */
  'no-file': string;
  /** A file was picked, and what handles it is loading. */
  'getting-ready': string;
  /** What handles files could not be loaded; a button `action-retry` follows, which not every browser lets succeed. */
  'load-failed': string;
  /** What is taken; `{types}` is a list such as `PDF, JPEG or videos`. */
  'limit-types': string;
  'limit-size': string;
  /** The same where several files are taken. */
  'limit-size-each': string;
  /** `{count}`. */
  'limit-count': Plural;
  /** In that list: every kind of picture, sound, moving picture or plain text. */
  'kind-image': string;
  'kind-audio': string;
  'kind-video': string;
  'kind-text': string;
  'action-retry': string;
  'validity-missing': string;
  /** A file is being worked on, so the form has to wait. */
  'validity-busy': string;
}

/** A file's actions; `start` where it waits for the choice of its document type, `cancel` where it is on its way. */
export type FileActionName = 'start' | 'pause' | 'resume' | 'retry' | 'remove' | 'cancel';

/** What is said of files; it loads with the first. */
export type FileTexts = Readonly<Record<`state-${Exclude<FileStateName, 'failed'>}`, string>> &
  Readonly<Record<`action-${FileActionName}`, string>> &
  Readonly<Record<CountKey, Plural>> & {
    /** What was dropped held no file, or an empty folder. */
    'drop-none': string;
    /** In place of `state-uploading`: the connection is gone, and the upload goes on when it is back. */
    'state-offline': string;
    /** In place of `state-waiting`: the document type has to be chosen first. */
    'state-untyped': string;
    /** `{error}` is one of the errors below. */
    'state-failed': string;
    /** The same for `send-unconfirmed`: nobody can tell whether the file has arrived. */
    'state-unconfirmed': string;
    /** The name of the list of files. */
    'file-list': string;
    /** `{name}` of a file and `{text}` about it: for a screen reader, and as the name of a control of one file. */
    told: string;
    /** `{name}` of a file that has just been taken off the list. */
    removed: string;
    /** How far several files have come together: `{percent}`. */
    overall: string;
    /** `{time}` such as `2 minutes`, in the form in which it stands alone. */
    'time-left': string;
    'almost-done': string;
    /** The label of the choice of a document type, and what stands there before one is chosen. */
    'document-type': string;
    'document-type-none': string;
    'validity-paused': string;
    'validity-waiting': string;
    'validity-untyped': string;
    'validity-failed': string;
  };

/**
 * Texts about `{count}` files. They stand alone or follow each other with commas: `2 files sent, 1 file with a problem`;
 * `left-out` and `restored` are sentences.
 */
type CountKey = `count-${
  | 'added'
  | 'waiting'
  | 'working'
  | 'paused'
  | 'ready'
  | 'sent'
  | 'failed'
  // Files that were not added because there may not be so many.
  | 'left-out'
  // Files that were sent before the user left the page and came back.
  | 'restored'}`;

/** What each error is to a user, and what to do next; where a fact is known, the key that ends with its name is taken. */
export type ErrorTexts = Readonly<Record<`error-${Exclude<ErrorCode, 'too-many-files'>}`, string>> & {
  /** `{limit}` is a size. */
  'error-file-too-large-limit': string;
  /** `{accept}` is a list of kinds of file, as in `limit-types`. */
  'error-file-type-not-accepted-accept': string;
  /** `{count}` files may be sent. */
  'error-too-many-files': Plural;
};

/** All that the element says, in one language. */
export type Catalogue = Readonly<ControlTexts> & FileTexts & ErrorTexts;

/** One language: its texts, and how they are written. */
export interface Language {
  dir: 'ltr' | 'rtl';
  texts: Catalogue;
  /** BCP 47: whose numbers and plural rules stand in where the browser has none for the language. */
  numbers?: string;
}
