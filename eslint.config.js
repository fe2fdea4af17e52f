import eslint from '@eslint/js'
import prettier from 'eslint-config-prettier'
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript'
import importX from 'eslint-plugin-import-x'
import { defineConfig } from 'eslint/config'
import tseslint from 'typescript-eslint'

/** Each layer, and the layers it may import, each through its index.ts. */
const LAYERS = {
  engine: [],
  handlers: ['engine'],
  api: ['engine', 'handlers'],
  web: ['engine', 'handlers', 'api'],
}

/** Through which files a layer may be imported: its list; the engine's checks also by the browser, the handlers' I/O apart. */
const DOORS = {
  engine: ['!**/engine/index.ts', ...['!**/engine/diagram', '**/engine/diagram/*', '!**/engine/diagram/in-browser.ts']],
  handlers: [
    '!**/handlers/index.ts',
    ...['mail', 'print'].flatMap((part) => [
      `!**/handlers/${part}`,
      `**/handlers/${part}/*`,
      `!**/handlers/${part}/index.ts`,
    ]),
  ],
  api: ['!**/api/index.ts'],
}

/** Each package, and the folder (for the framework of HTTP: the folders) that may import it. */
const HOMES = {
  ajv: 'engine',
  'ajv-formats': 'engine',
  luxon: 'engine/values',
  'bpmn-moddle': 'engine/diagram',
  'dmn-moddle': 'engine/diagram',
  bpmnlint: 'engine/diagram',
  feelin: 'engine/diagram',
  'bpmn-engine': 'engine/runtime',
  'bpmn-elements': 'engine/runtime',
  esbuild: 'web',
  'bpmn-js': 'web/editor',
  'bpmn-js-create-append-anything': 'web/editor',
  'bpmn-js-token-simulation': 'web/editor',
  'diagram-js-minimap': 'web/editor',
  'moddle-context-serializer': 'engine/runtime',
  smqp: 'engine/runtime',
  knex: 'engine/store',
  pg: 'engine/store',
  sqlite3: 'engine/store',
  'graphile-worker': 'engine/store',
  nodemailer: 'handlers/mail',
  'notifications-node-client': 'handlers/mail',
  docxtemplater: 'handlers/print',
  pizzip: ['handlers/print', 'engine/runtime'],
  express: ['api', 'web'],
  'express-openapi-validator': 'api',
  helmet: ['api', 'web'],
  pino: 'api',
  'prom-client': 'api',
  'playwright-core': 'api/pdf',
  yazl: 'api/zip',
  vega: 'api/report',
  'vega-lite': 'api/report',
  nunjucks: 'web/frame',
  'csrf-sync': 'web/frame',
  'csv-stringify': ['api/report', 'engine/runtime/export', 'web'],
  'express-session': 'web/frame',
  'express-rate-limit': 'web',
  multer: ['api', 'web'],
  'file-type': 'engine/runtime',
  'openid-client': 'web/sign-in',
  otplib: 'web/sign-in',
  '@node-rs/argon2': 'api',
}

/** The engine's parts: each may import those before it. */
const ENGINE = ['values', 'case', 'law', 'figures', 'access', 'diagram', 'tokens', 'store', 'runtime']

/** Folders that give the same answer for the same arguments: no I/O, no machine time, no chance. */
const PURE = [
  'engine/values',
  'engine/case',
  'engine/law',
  'engine/figures',
  'engine/access',
  'engine/diagram/rules',
  'engine/diagram/feel',
  'engine/tokens',
  'handlers',
]
const IMPURE = ['handlers/mail', 'handlers/print']

const folders = [
  ...new Set([
    ...Object.keys(LAYERS),
    ...ENGINE.map((part) => `engine/${part}`),
    ...Object.values(HOMES).flat(),
    ...PURE,
  ]),
].sort()

const architecture = folders.map((folder) => {
  const [layer, part] = folder.split('/')
  const strangers = Object.keys(LAYERS).filter((other) => other !== layer && !LAYERS[layer].includes(other))
  return {
    files: [`${folder}/**/*.ts`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: Object.entries(HOMES)
            .map(([name, home]) => ({ name, homes: [home].flat() }))
            .filter(({ homes }) => !homes.some((home) => folder === home || folder.startsWith(`${home}/`)))
            .map(({ name, homes }) => ({ name, message: `Import it in ${homes.join('/ and ')}/ only.` })),
          patterns: [
            { group: strangers.map((other) => `**/${other}/**`), message: `${layer}/ does not know that layer.` },
            {
              group: LAYERS[layer].flatMap((other) => [`**/${other}/**`, ...DOORS[other]]),
              message: 'Import a layer through its index.ts.',
            },
            {
              group:
                layer === 'engine' && part
                  ? ENGINE.slice(ENGINE.indexOf(part) + 1).map((later) => `**/${later}/**`)
                  : [],
              message: `${folder}/ comes before that part of the engine.`,
            },
            ...(PURE.includes(folder) ? [{ group: ['node:*'], message: `${folder}/ is pure.` }] : []),
          ].filter(({ group }) => group.length > 0),
        },
      ],
    },
  }
})

const purity = {
  files: PURE.map((folder) => `${folder}/**/*.ts`),
  ignores: IMPURE.map((folder) => `${folder}/**/*.ts`),
  rules: {
    'no-restricted-globals': ['error', 'process', 'console', 'fetch', 'setTimeout', 'setInterval', 'crypto'],
    'no-restricted-syntax': [
      'error',
      { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Time is handed in.' },
      {
        selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
        message: 'Time is handed in.',
      },
    ],
    'no-restricted-properties': [
      'error',
      { object: 'Math', property: 'random' },
      { object: 'DateTime', property: 'now' },
      { object: 'DateTime', property: 'local' },
    ],
  },
}

export default defineConfig(
  { ignores: ['dist', 'coverage', 'data'] },
  {
    files: ['**/*.ts'],
    extends: [eslint.configs.recommended, tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    plugins: { 'import-x': importX },
    settings: {
      ...importX.flatConfigs.typescript.settings,
      'import-x/resolver-next': [createTypeScriptImportResolver()],
    },
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      'import-x/no-cycle': 'error',
      'import-x/no-default-export': 'error',
      'no-console': 'error',
      'no-eval': 'error',
      'no-new-func': 'error',
    },
  },
  ...architecture,
  purity,
  {
    files: ['tests/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-console': 'off',
    },
  },
  { files: ['api/cli/**/*.ts'], rules: { 'no-console': 'off' } },
  // Declared here is what others export as they do.
  {
    files: ['web/editor/modules.d.ts'],
    rules: { 'import-x/no-default-export': 'off', '@typescript-eslint/consistent-type-imports': 'off' },
  },
  prettier,
)
