import { schemaOf } from '../../models/index.js';
import { asRecord } from '../records.js';

/** What zod keeps of a schema, as far as the names of its fields go. */
interface SchemaNode {
  _zod: { def: { shape?: Record<string, SchemaNode>; element?: SchemaNode; innerType?: SchemaNode } };
}

const PATH = /\b(?:Meta|Patient|Visit|Note|Media|Orders)(?:(?:\[\d+\])?\.[A-Z]\w*)+/g;

/**
 * The fields that an error of Redox's names, and nothing else of its text, which may repeat a value. A path counts when
 * it exists in the schema of the message.
 */
export function namedFields(answer: unknown, message: unknown): string[] {
  const schema = schemaOf(message);
  const errors = asRecord(asRecord(answer).Meta).Errors;
  const texts = Array.isArray(errors) ? errors.map(error => asRecord(error).Text) : [];
  const paths = texts
    .flatMap(text => (typeof text === 'string' && text.match(PATH)) || [])
    .filter(path => schema && isField(schema, path));
  return [...new Set(paths)];
}

function isField(schema: unknown, path: string): boolean {
  let node = schema as SchemaNode | undefined;
  for (const name of path.replace(/\[\d+\]/g, '').split('.')) {
    const shape = node && objectIn(node)._zod.def.shape;
    node = shape && Object.hasOwn(shape, name) ? shape[name] : undefined;
  }
  return node !== undefined;
}

/** The schema within lists and optional values. */
function objectIn(node: SchemaNode): SchemaNode {
  const { innerType, element } = node._zod.def;
  const inner = innerType ?? element;
  return inner ? objectIn(inner) : node;
}
