/** What zod keeps of a schema, as far as its fields go. */
interface SchemaNode {
  _zod: {
    optout?: string;
    def: { shape?: Record<string, SchemaNode>; element?: SchemaNode; innerType?: SchemaNode };
  };
}

export interface SchemaField {
  /** In Redox's notation, with `[]` for an item of a list: `Orders[].Results[].Code`. */
  path: string;
  /** Whether it and all that holds it has to be there. */
  isRequired: boolean;
  /** Whether it holds no fields of its own. */
  isLeaf: boolean;
}

/** Every field of a schema, in the schema's order, each before those that it holds. */
export const schemaFields = (schema: unknown): SchemaField[] => fieldsAt(schema as SchemaNode, '', true).slice(1);

function fieldsAt({ _zod: { def, optout } }: SchemaNode, path: string, isWithinRequired: boolean): SchemaField[] {
  const isRequired = isWithinRequired && optout !== 'optional';
  if (def.innerType) return fieldsAt(def.innerType, path, isRequired);
  if (def.element) return fieldsAt(def.element, `${path}[]`, isRequired);
  const fields = Object.entries(def.shape ?? {});
  return [
    { path, isRequired, isLeaf: fields.length === 0 },
    ...fields.flatMap(([name, field]) => fieldsAt(field, path ? `${path}.${name}` : name, isRequired)),
  ];
}
