// Where a value differs from a JSON schema of our document, as paths: what is missing, of another
// type, or not told of. Knows the words that the document uses, and refuses to overlook others.

type Schema = Readonly<Record<string, unknown>>;

const KNOWN = new Set([
  'type',
  'properties',
  'required',
  'additionalProperties',
  'items',
  'enum',
  'const',
  'anyOf',
  'oneOf',
  'pattern',
  'description',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
]);

export function schemaErrors(schema: Schema, value: unknown, path = ''): readonly string[] {
  const unknown = Object.keys(schema).filter((word) => !KNOWN.has(word));
  if (unknown.length > 0) throw new Error(`words that this check does not know: ${unknown.join()}`);
  if (Object.keys(schema).length === 0) return [];
  const choices = (schema['anyOf'] ?? schema['oneOf']) as readonly Schema[] | undefined;
  if (choices !== undefined) {
    const all = choices.map((choice) => schemaErrors(choice, value, path));
    return all.some((errors) => errors.length === 0) ? [] : (all[0] ?? []);
  }
  const types = typesOf(schema);
  if (types.length > 0 && !types.some((type) => isOfType(type, value))) return [`${path}: type`];
  const listed = schema['enum'] as readonly unknown[] | undefined;
  if (listed !== undefined && !listed.includes(value)) return [`${path}: not listed`];
  if (Array.isArray(value)) {
    const items = (schema['items'] ?? {}) as Schema;
    return value.flatMap((item, at) => schemaErrors(items, item, `${path}[${at}]`));
  }
  return typeof value === 'object' && value !== null
    ? objectErrors(schema, value as Readonly<Record<string, unknown>>, path)
    : [];
}

/** One or several; none where any will do. */
export function typesOf({ type }: Schema): readonly string[] {
  if (type === undefined) return [];
  return (Array.isArray(type) ? type : [type]) as readonly string[];
}

function objectErrors(
  schema: Schema,
  value: Readonly<Record<string, unknown>>,
  path: string,
): readonly string[] {
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, Schema>>;
  const required = (schema['required'] ?? []) as readonly string[];
  const others = schema['additionalProperties'] as Schema | boolean | undefined;
  const missing = required.filter((name) => !Object.hasOwn(value, name));
  return [
    ...missing.map((name) => `${path}.${name}: missing`),
    ...Object.entries(value).flatMap(([name, each]) => {
      const own = properties[name];
      if (own !== undefined) return schemaErrors(own, each, `${path}.${name}`);
      if (typeof others === 'object') return schemaErrors(others, each, `${path}.${name}`);
      return others === true ? [] : [`${path}.${name}: not in the document`];
    }),
  ];
}

function isOfType(type: string, value: unknown): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'integer':
      return Number.isInteger(value);
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    default:
      return typeof value === type;
  }
}
