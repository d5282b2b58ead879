/** What we read of an entry of node-types.json; a supertype has subtypes and never occurs as a node. */
interface NodeType {
  readonly type: string;
  readonly named: boolean;
  readonly subtypes?: readonly unknown[];
  readonly fields?: Readonly<Record<string, unknown>>;
}

/**
 * Source text of server/src/syntax/kinds.ts from the text of the grammar's node-types.json.
 * Ids follow the sorted names, so they do not depend on the parser's own numbering, which shifts with every rule.
 */
export function generateKinds(nodeTypesJson: string): string {
  const nodeTypes = JSON.parse(nodeTypesJson) as readonly NodeType[];
  const kinds = nodeTypes.filter((node) => node.named && node.subtypes === undefined).map((node) => node.type);
  const fields = nodeTypes.flatMap((node) => Object.keys(node.fields ?? {}));
  return [
    '// Generated from grammars/go/node-types.json by `npm run generate`. Do not edit.',
    '',
    "/** The named node types of the grammar, and tree-sitter's ERROR. */",
    constEnum('Kind', ['none', 'ERROR', ...sortedOnce(kinds)]),
    '/** The roles that the grammar gives to children. */',
    constEnum('Field', ['none', ...sortedOnce(fields)]),
    "/** The grammar's name of a `Kind`. */",
    names('kindNames', ['none', 'ERROR', ...sortedOnce(kinds)]),
    "/** The grammar's name of a `Field`. */",
    names('fieldNames', ['none', ...sortedOnce(fields)]).trimEnd(),
    '',
  ].join('\n');
}

function sortedOnce(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}

function constEnum(name: string, members: readonly string[]): string {
  if (members.length > 256)
    throw new Error(`${name} has ${members.length} members, the flat tree keeps them in one byte`);
  return `export const enum ${name} {\n${members.map((member, i) => `  ${member} = ${i},\n`).join('')}}\n`;
}

function names(name: string, members: readonly string[]): string {
  return `export const ${name}: readonly string[] = [\n${members.map((member) => `  '${member}',\n`).join('')}];\n`;
}
