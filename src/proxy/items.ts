/** A list of a header's (RFC 9110 section 5.6.1). A pattern that takes blanks and a comma is slow where only blanks are. */
export const itemsOf = (list: string): string[] => list.split(',').map(item => item.trim());
