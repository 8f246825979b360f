import { type Kind, kindOfExtension, kindOfType } from './kinds.js';

/** What a sender says that a file is. */
export interface Claim {
  /** What follows the last dot of the name, in lower case. */
  extension: string;
  /** The declared media type without parameters, in lower case; empty where it says nothing. */
  type: string;
  /** The kind that both stand for; undefined where we know neither. */
  kind: Kind | undefined;
  /** Whether the two do not agree. */
  conflict: boolean;
}

export function claimOf(file: { name: string; type: string }): Claim {
  // Windows ignores dots and spaces at a name's end.
  const extension = /[^\\/]\.([^.\s\\/]+)[.\s]*$/.exec(file.name.toLowerCase())?.[1] ?? '';
  const declared = file.type.toLowerCase().split(';', 1)[0]?.trim() ?? '';
  const type = declared === 'application/octet-stream' ? '' : declared;
  const byName = kindOfExtension(extension);
  const byType = kindOfType(type);
  const conflict = !!byName && !!byType && byName !== byType && !byName.aliases.includes(type);
  return { extension, type, kind: byName ?? byType, conflict };
}
