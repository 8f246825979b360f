import { type Claim, claimOf } from './claim.js';
import { BEGINNINGS, typeOf } from './kinds.js';
import { isEncrypted, pdfHeaderOf } from './pdf.js';
import { ARCHIVE, isRefused, LOCKED, PROGRAM } from './refused.js';
import { sniff } from './sniff.js';
import { hasScript, textOf } from './text.js';

/** Why a file is not taken; codes of `RedoxFileError`. */
export type Finding = 'file-type-mismatch' | 'file-type-not-accepted' | 'file-encrypted';

/** What a file is: its media type, or why it is not taken. The type is empty where neither we nor its sender know. */
export type Inspection = { type: string; finding?: undefined } | { type?: undefined; finding: Finding };

/** Whether a name alone says that a file is a program, a script or an archive. */
export const isRefusedByName = (name: string): boolean => isRefused(claimOf({ name, type: '' }));

/**
 * Looks at what a file holds. Its name, its declared type and its contents have to agree as far as we know them; an
 * empty or general type, and no or an unknown extension, agree with everything. Programs, scripts and archives are
 * refused whatever they are called, and so is what nobody can open. Never throws.
 * @param bytes the whole file
 * @param file its name and declared media type; both may be empty
 */
export function inspect(bytes: Uint8Array, file: { name: string; type: string }): Inspection {
  const claim = claimOf(file);
  if (isRefused(claim)) return { finding: 'file-type-not-accepted' };
  const found = sniff(bytes);
  const { kind } = claim;
  if (found[0] === LOCKED && (!kind || /^(?:doc|xls|ppt)x/.test(kind.key))) return { finding: 'file-encrypted' };
  if (claim.conflict || (kind && !holds(bytes, found, kind.key))) return { finding: 'file-type-mismatch' };

  const key = kind?.key ?? found[0] ?? guess(bytes, claim);
  const isPage = key === 'html' || key === 'svg';
  if (found.includes(PROGRAM) || found.includes(ARCHIVE) || ((isPage || key === 'xml') && hasScript(bytes, isPage)))
    return { finding: 'file-type-not-accepted' };
  if (key === 'pdf' && isEncrypted(bytes)) return { finding: 'file-encrypted' };
  return { type: key ? typeOf(key) : claim.type };
}

/** Whether a file is of the kind that its sender says. */
function holds(bytes: Uint8Array, found: readonly string[], key: string): boolean {
  const beginning = BEGINNINGS[key];
  if (!beginning) return found.length > 0 ? found.includes(key) : key === 'pdf' && pdfHeaderOf(bytes) >= 0;
  const text = textOf(bytes);
  // A script is a text too; that it is none to send is another matter.
  return text !== undefined && beginning.test(text) && (!found[0] || found[0] === PROGRAM);
}

/** What a file is that neither its first bytes nor its sender tell. */
function guess(bytes: Uint8Array, { extension, type }: Claim): string | undefined {
  if (type) return undefined;
  if (pdfHeaderOf(bytes) >= 0) return 'pdf';
  const text = extension ? undefined : textOf(bytes);
  if (text === undefined) return undefined;
  return /^<(?:!doctype )?html/i.test(text) ? 'html' : text.startsWith('<?xml') ? 'xml' : 'txt';
}
