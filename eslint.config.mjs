// The style guide's mechanical part. What it says about layers and imports is checked by server/tools/check-layers.ts.
import path from 'node:path';
import tseslint from 'typescript-eslint';

/** Names of files: words in lower case, joined by hyphens. */
const kebabCase = {
  create: (context) => ({
    Program(node) {
      const name = path.basename(context.filename);
      if (/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)+$/.test(name)) return;
      context.report({ node, message: `file name is not kebab-case: ${name}` });
    },
  }),
};

const NO_DEFAULT_EXPORT = {
  selector: 'ExportDefaultDeclaration',
  message: 'named exports only',
};

const NO_BOOLEAN_PARAMETER = {
  selector: ':function > Identifier.params[typeAnnotation.typeAnnotation.type="TSBooleanKeyword"]',
  message: 'no boolean parameters: write two functions, or take a named option',
};

/** A rule is a pure function of its context: it keeps no state, knows no time and cannot fail. */
const PURE_RULES = [
  {
    selector: 'Program > VariableDeclaration[kind="let"], ExportNamedDeclaration > VariableDeclaration[kind="let"]',
    message: 'rules keep no state between files',
  },
  { selector: 'TryStatement', message: 'rules cannot fail: the engine catches around them' },
];

const NO_CLASS = { selector: 'ClassDeclaration, ClassExpression', message: 'rules are functions over data' };

export default tseslint.config(
  {
    ignores: ['**/node_modules/', '**/dist/', '.cache/', '.vscode-test/', 'grammars/go/', 'test-fixtures/'],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  ...tseslint.configs.strict,
  {
    plugins: { leaklens: { rules: { 'kebab-case': kebabCase } } },
    rules: {
      'leaklens/kebab-case': 'error',
      // A switch counts as one: a flat list of cases reads well at any length.
      complexity: ['error', { max: 20, variant: 'modified' }],
      eqeqeq: 'error',
      'max-depth': ['error', 3],
      'max-lines': ['error', 500],
      'no-restricted-syntax': ['error', NO_DEFAULT_EXPORT, NO_BOOLEAN_PARAMETER],
      'no-self-compare': 'error',
      'no-unneeded-ternary': 'error',
      'object-shorthand': 'error',
      'prefer-template': 'error',
      // `{}` in a type and `void` in a generic are caught by the stricter type rules below.
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/unified-signatures': 'off',
    },
  },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.recommendedTypeCheckedOnly],
    languageOptions: {
      parserOptions: {
        project: ['server/tsconfig.node.json', 'client/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-deprecated': 'error',
      '@typescript-eslint/no-unnecessary-type-arguments': 'error',
      '@typescript-eslint/prefer-readonly': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // Implementations of asynchronous interfaces may be ready at once.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['**/*.cjs'],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    files: ['server/src/rules/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-syntax': ['error', NO_DEFAULT_EXPORT, NO_BOOLEAN_PARAMETER, ...PURE_RULES],
      'no-restricted-globals': ['error', 'Date', 'performance'],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'same input, same findings' },
      ],
    },
  },
  {
    files: ['server/src/rules/*/*.ts'],
    ignores: ['**/*.test.ts', 'server/src/rules/patterns/**'],
    rules: {
      'max-lines': ['error', 120],
      'no-restricted-syntax': ['error', NO_DEFAULT_EXPORT, NO_BOOLEAN_PARAMETER, ...PURE_RULES, NO_CLASS],
    },
  },
  {
    // Generated, and tables.
    files: ['server/src/syntax/kinds.ts', 'server/src/knowledge/**/*.ts'],
    rules: { 'max-lines': 'off' },
  },
  {
    // Their tools ask for a default export.
    files: ['*.config.{ts,mjs}'],
    rules: { 'no-restricted-syntax': 'off' },
  },
);
