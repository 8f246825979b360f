import { parseSync } from 'vite';

interface TemplateElement {
  value: { cooked: string };
}
interface Visited {
  type?: string;
  value?: unknown;
  tag?: { name?: string };
  quasi?: { quasis: TemplateElement[] };
  quasis?: TemplateElement[];
}

/** Every node in the tree of a parsed module. */
function* nodesIn(node: unknown): Generator<Visited> {
  if (typeof node !== 'object' || node === null) return;
  yield node as Visited;
  for (const child of Object.values(node)) yield* nodesIn(child);
}

/** Stands where an expression stood. */
const HOLE = '\uffff';

/** Attributes whose value a user is told. */
const TOLD =
  /\b(?:aria-label|aria-description|aria-roledescription|aria-valuetext|title|placeholder|alt|label)="([^"]*)"/g;

/** Words that stand in a module's `html` templates themselves: between tags, or in attributes that a user is told. */
export function wordsInTemplates(file: string, source: string): string[] {
  return [...nodesIn(parseSync(file, source).program)].flatMap(({ type, tag, quasi }) => {
    if (type !== 'TaggedTemplateExpression' || !['html', 'svg'].includes(tag?.name ?? '')) return [];
    const markup = (quasi?.quasis ?? []).map(({ value }) => value.cooked).join(HOLE);
    const told = [...markup.matchAll(TOLD)].map(([, value]) => value ?? '');
    const between = markup.replace(/<!--.*?-->/gs, '').split(/<[^>]*>/);
    return [...told, ...between].map(text => text.replaceAll(HOLE, '').trim()).filter(text => /\p{L}/u.test(text));
  });
}

/** The texts that a module names, and those that it puts together: `state-${state}` is `state-` with nothing behind it. */
export function literalsIn(file: string, source: string): { texts: Set<string>; starts: Set<string> } {
  const texts = new Set<string>();
  const starts = new Set<string>();
  for (const { type, value, quasis } of nodesIn(parseSync(file, source).program)) {
    if (type === 'Literal' && typeof value === 'string') texts.add(value);
    if (type !== 'TemplateLiteral' || !quasis?.[0]) continue;
    if (quasis.length === 1) texts.add(quasis[0].value.cooked);
    if (quasis.length === 2 && quasis[1]?.value.cooked === '') starts.add(quasis[0].value.cooked);
  }
  return { texts, starts };
}
