import * as z from 'zod/mini';
import { requiredText } from './fields.js';
import { isBase64, isFileUri } from './formats.js';

/** Rules that span fields, and what a file's contents may be. */

const CONTENTS = 'standard base64 (padded, no line breaks, no data: prefix) or an https URI';

const isContents = (value: string): boolean => isBase64(value) || isFileUri(value);
const isAbsent = (value: unknown): boolean => value === undefined || value === null || value === '';

/** A required field that always holds a file. */
export const fileContents = requiredText.check(z.refine(isContents, { params: { format: CONTENTS } }));

type Report = (field: string, code: 'required' | 'format' | 'conflict', message: string) => void;

/**
 * A rule on an object. It also runs when other fields of the object are wrong, so that one look shows all issues; the
 * object's fields are therefore unknown to it.
 */
export function rule(apply: (fields: Record<string, unknown>, report: Report) => void) {
  return z.superRefine<unknown>(
    (value, context) => {
      if (typeof value !== 'object' || value === null) return;
      apply(value as Record<string, unknown>, (field, code, message) =>
        context.issues.push({ code: 'custom', path: [field], message, params: { code }, input: undefined }),
      );
    },
    { when: () => true },
  );
}

/**
 * A field that holds a file when `marker` has the value `mark`, and text otherwise. Text never begins as a `data:` URL
 * does, and a file's name or type beside it calls for the mark.
 */
export const markedContents = (field: string, marker: string, mark: string) =>
  rule((fields, report) => {
    const contents = fields[field];
    if (fields[marker] === mark) {
      if (isAbsent(contents)) report(field, 'required', 'is required: the file itself');
      else if (typeof contents === 'string' && !isContents(contents)) report(field, 'format', `must be ${CONTENTS}`);
      return;
    }
    if (typeof contents === 'string' && /^data:/i.test(contents)) report(field, 'format', `must be ${CONTENTS}`);
    if (typeof fields[marker] === 'string' && !(isAbsent(fields.FileName) && isAbsent(fields.FileType)))
      report(marker, 'conflict', `must be "${mark}" where a file's name or type is given`);
  });

/** `Media.Authenticated` = `True` needs an `Authenticator` who can be told. */
export const authenticatedRule = rule((fields, report) => {
  const authenticator = fields.Authenticator as Record<string, unknown> | null | undefined;
  const named = authenticator && ['ID', 'LastName'].some(key => !isAbsent(authenticator[key]));
  if (fields.Authenticated === 'True' && !named)
    report('Authenticator', 'required', 'is required when Media.Authenticated is "True": its ID or LastName at least');
});
