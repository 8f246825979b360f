import type { Claim } from './claim.js';

/** What a file can be that nobody may send: it runs by itself, or holds other files. */
export const PROGRAM = 'program';
export const ARCHIVE = 'archive';
/** An Office document behind a password. */
export const LOCKED = 'locked';

const EXTENSIONS =
  /^(?:exe|com|scr|pif|dll|ms[ip]|msix|bat|cmd|ps1|vb[se]|[cm]?js|jse|ws[fh]|hta|(?:ba)?sh|command|lnk|url|reg|jar|apk|app|dmg|pkg|deb|rpm|py|php|zip|rar|7z|t?gz|tar|iso)$/;
const TYPES = /javascript|x-(?:ms-?do|sh\b)/;

/** Whether a name or a declared type alone says that a file is a program, a script or an archive. */
export const isRefused = ({ extension, type }: Claim): boolean => EXTENSIONS.test(extension) || TYPES.test(type);
