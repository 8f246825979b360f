/** Some write `image/jpg` and `application/x-pdf`, browsers among them. */
const plain = (type: string): string => type.trim().replace('/x-', '/').replace('/jpg', '/jpeg');

/**
 * Whether a file is of a kind that `accept` names, as HTML has it for `<input type=file>`: media types, `image/*` and
 * the like, and extensions, separated by commas. What is none of these (`*`, `pdf`) says nothing, as there; an empty
 * list accepts all.
 */
export function isAccepted(file: { name: string; type: string }, accept: string): boolean {
  const wanted = accept
    .toLowerCase()
    .split(',')
    .map(plain)
    .filter(token => /^\.|\//.test(token));
  const name = file.name.toLowerCase();
  const type = plain(file.type.toLowerCase().split(';', 1)[0] ?? '');
  return (
    wanted.length === 0 ||
    wanted.some(token => {
      if (token.startsWith('.')) return name.endsWith(token);
      if (token.endsWith('/*')) return token === '*/*' || type.startsWith(token.slice(0, -1));
      return type === token;
    })
  );
}
