import * as z from 'zod/mini';
import { check, requiredText } from './fields.js';
import { isBase64, isFileUri } from './formats.js';
import { issueAt } from './issues.js';

/** Rules that span fields, and what a file's contents may be. */

const CONTENTS = 'must be standard base64 (padded, no line breaks, no data: prefix) or an https URI';

const isContents = (value: string): boolean => isBase64(value) || isFileUri(value);

/** A required field that always holds a file. */
export const fileContents = requiredText.check(check(isContents, CONTENTS));

type Fields = Readonly<Record<string, unknown>>;
type Report = (field: string, code: 'required' | 'format' | 'conflict', message: string) => void;

/**
 * A rule on an object. It also runs when other fields of the object are wrong, so that one look shows all issues; the
 * object's fields are therefore unknown to it.
 */
const rule = (apply: (fields: Fields, report: Report) => void) =>
  z.check<unknown>(
    // What is no object has no fields.
    ({ value, issues }) =>
      apply(Object(value), (field, code, message) => issues.push(issueAt([field], { code }, message))),
    { when: () => true },
  );

/**
 * A field that holds a file when `marker` has the value `mark`, and text otherwise. Text never begins as a `data:` URL
 * does, and a file's name or type beside it calls for the mark.
 */
export const markedContents = (field: string, marker: string, mark: string) =>
  rule((fields, report) => {
    const contents = fields[field];
    const isText = typeof contents === 'string';
    if (fields[marker] === mark) {
      if (!contents) report(field, 'required', 'is required');
      else if (isText && !isContents(contents)) report(field, 'format', CONTENTS);
      return;
    }
    if (isText && /^data:/i.test(contents)) report(field, 'format', CONTENTS);
    if (fields.FileName || fields.FileType)
      report(marker, 'conflict', `must be "${mark}" where a file's name or type is given`);
  });

/** `Media.Authenticated` = `True` needs an `Authenticator` who can be told. */
export const authenticatedRule = rule(({ Authenticated, Authenticator }, report) => {
  const { ID, LastName } = (Authenticator ?? {}) as Fields;
  if (Authenticated === 'True' && !ID && !LastName)
    report('Authenticator', 'required', 'is required, with its ID or LastName, when Media.Authenticated is "True"');
});
