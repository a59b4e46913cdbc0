import litPlugin from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import noModuleScopeBrowserGlobal from './tools/eslint/no-module-scope-browser-global.js';

const tests = ['**/*.test.ts', 'test/**', 'service/test/**', 'src/testing/**'];

/** What may not be imported where; each with the reason that the reader gets. */
const fences = {
  janus: {
    name: 'janus-gateway',
    message: 'Only src/core/gateway/janus-gateway.ts knows this library (house style 4).',
    allowTypeImports: false,
  },
  lit: {
    group: [
      'lit',
      'lit/*',
      '@lit/*',
      '@shoelace-style/*',
      '**/components/**',
      '**/context/**',
      '**/locales/**',
      '**/styles/**',
    ],
    message: 'The core knows neither Lit nor elements (house style 3).',
  },
  contractValues: {
    group: ['**/contract/index.ts', '**/contract/*-schema.ts'],
    allowTypeImports: true,
    message:
      'Pages take types only from here: schemas would bring their library. Values come from timing.ts and visit-status.ts.',
  },
  styleMap: {
    group: ['lit/directives/style-map*'],
    message: 'No inline style: host pages forbid it (house style 12).',
  },
  hostPages: {
    group: ['**/src/**', '**/service/**', '**/stack/**', '**/site/**', 'lit', 'lit/*', '@lit/*'],
    message: 'A host page uses the public package only, as any portal would.',
  },
};
const fence = (paths, patterns) => ({ '@typescript-eslint/no-restricted-imports': ['error', { paths, patterns }] });

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/',
      'dist/',
      '.data/',
      '.cache/',
      'docs/api/',
      'test-results/',
      'playwright-report/',
      'coverage/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommended],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-var': 'error',
      'prefer-const': ['error', { destructuring: 'all' }],
      'no-implicit-globals': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', package: 'node:test', name: ['test', 'describe', 'it', 'suite'] },
          ],
        },
      ],
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { arguments: false, attributes: false, properties: false } },
      ],
      '@typescript-eslint/await-thenable': 'error',
    },
  },
  {
    files: ['**/*.{js,mjs}'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: globals.node },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-undef': 'error',
      'no-unused-vars': 'error',
      'prefer-const': 'error',
    },
  },
  {
    files: ['src/**/*.ts', 'service/src/**/*.ts'],
    rules: { 'no-console': 'error' },
  },
  {
    files: ['src/**/*.ts'],
    ignores: tests,
    plugins: { house: { rules: { 'no-module-scope-browser-global': noModuleScopeBrowserGlobal } } },
    rules: {
      'house/no-module-scope-browser-global': 'error',
      ...fence([fences.janus], [fences.styleMap, fences.contractValues]),
    },
  },
  {
    files: ['src/contract/**/*.ts'],
    rules: fence([fences.janus], [fences.lit]),
  },
  {
    files: ['src/core/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: fence([fences.janus], [fences.lit, fences.contractValues]),
  },
  {
    files: ['src/core/gateway/janus-gateway.ts'],
    rules: fence([], [fences.lit, fences.contractValues]),
  },
  {
    files: ['src/{components,context,styles}/**/*.ts', 'src/testing/**/*.ts'],
    extends: [litPlugin.configs['flat/recommended'], wc.configs['flat/recommended'], wc.configs['flat/best-practice']],
    plugins: { 'lit-a11y': litA11y },
    settings: { wc: { elementBaseClasses: ['LitElement', 'VisitElement'] } },
    rules: {
      ...litA11y.configs.recommended.rules,
      // VoiceOver takes a list without markers for none unless it is told.
      'lit-a11y/no-redundant-role': 'off',
      'no-restricted-syntax': [
        'error',
        {
          selector: "TaggedTemplateExpression[tag.name='html'] TemplateElement[value.raw=/\\sstyle\\s*=/]",
          message: 'No inline style: host pages forbid it (house style 12).',
        },
      ],
      // Registration is what `*.define.ts` is for.
      'wc/file-name-matches-element': 'off',
      // LitElement has them all.
      'wc/guard-super-call': 'off',
      'wc/tag-name-matches-class': 'off',
    },
  },
  {
    files: ['src/components/**/*.ts'],
    ignores: ['**/*.define.ts', '**/define.ts', '**/*.test.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'customElements', property: 'define', message: 'Only *.define.ts registers (house style 2).' },
      ],
    },
  },
  {
    files: ['demo/{portal,journal,shared}/**/*.ts'],
    rules: fence([], [fences.hostPages]),
  },
);
