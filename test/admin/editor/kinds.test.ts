import type { TSchema } from '@sinclair/typebox';
import { test } from 'tap';
import { type FieldDescription, type Kind, kinds } from '../../../admin/editor/kinds.ts';
import { kindSchemas } from '../../../app/features/content/kind-schemas.ts';

/** What tools and the editor's own buttons set, rather than the form. */
const notInForm = ['status', 'origin'];

for (const kind of Object.keys(kinds) as Kind[]) {
  const { Create } = kindSchemas[kind];
  const { fields } = kinds[kind];
  const schemas = Object.entries(Create.properties).filter(([name]) => !notInForm.includes(name));

  test(`the form of a ${kind} has every field of the API`, (t) => {
    const names = fields.map(({ name }) => name).sort();
    t.strictSame(names, schemas.map(([name]) => name).sort());
    t.end();
  });

  test(`the form of a ${kind} knows the API’s limits`, (t) => {
    for (const [name, schema] of schemas) {
      const field = fields.find((one) => one.name === name);
      t.strictSame(limitsOf(field), limitsIn(schema), name);
      t.equal(field?.isRequired ?? false, Create.required?.includes(name), `${name} is required`);
    }
    t.end();
  });
}

function limitsOf({ maxLength, maxItems, choices }: Partial<FieldDescription> = {}) {
  return { maxLength, maxItems, choices: choices?.map(([value]) => value) };
}

function limitsIn({ maxLength, maxItems, items, enum: choices }: TSchema) {
  return { maxLength: maxLength ?? items?.maxLength, maxItems, choices };
}
