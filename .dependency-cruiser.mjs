/** Which room may open which door. */
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });
const descriptionOfRoutes = '^apps/gateway/src/http/(openapi|problem\\.schema)\\.ts$';
const apps = ['gateway', 'task', 'user', 'storage', 'frontend'];

export default {
  forbidden: [
    rule(
      'no-cycles',
      'Two modules that need each other are one.',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    ...apps.map((app) =>
      rule(
        `${app}-stands-alone`,
        'Apps never import apps: they talk over the broker.',
        { path: `^apps/${app}/` },
        { path: '^apps/', pathNot: `^apps/${app}/` },
      ),
    ),
    rule(
      'libs-know-no-app',
      'Libraries serve apps and know none.',
      { path: '^libs/', pathNot: '^libs/testing/' },
      { path: '^apps/' },
    ),
    rule(
      'contracts-are-plain',
      'Contracts need only the validation and OpenAPI decorators.',
      { path: '^libs/contracts/', pathNot: '\\.spec\\.ts$' },
      { pathNot: ['^libs/contracts/', 'node_modules/(class-validator|class-transformer|@nestjs/swagger)/'] },
    ),
    rule(
      'checked-at-the-edge',
      'Packages that check values are large: contracts leave them to the gateway.',
      {
        path: '^(apps|libs)/',
        pathNot: [
          '\\.spec\\.ts$',
          '^libs/contracts/checks\\.ts$',
          '^apps/gateway/src/http/(known-rules|compiled/.*)\\.ts$',
        ],
      },
      { path: 'node_modules/class-(validator|transformer)/', dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'described-when-asked',
      'Packages that describe contracts and routes are large: they are loaded for whoever asks for the description.',
      {
        path: '^(apps|libs)/',
        pathNot: ['^libs/contracts/schemas\\.ts$', '^libs/messaging/description/', descriptionOfRoutes],
      },
      {
        path: ['node_modules/@nestjs/swagger/', descriptionOfRoutes],
        dependencyTypesNot: ['type-only'],
        dynamic: false,
      },
    ),
    rule(
      'services-carry-neither',
      'What a service does needs neither checks nor descriptions.',
      { path: '^apps/(task|user|storage|frontend)/' },
      { path: '^libs/contracts/(checks|schemas)\\.ts$', reachable: true },
    ),
    rule(
      'the-edge-owns-no-data',
      'The gateway and the frontend never see a database.',
      { path: '^apps/(gateway|frontend)/' },
      { path: ['^libs/database/', 'node_modules/typeorm/'], reachable: true },
    ),
    rule(
      'features-stand-alone',
      'Features of the web client do not import each other.',
      { path: '^apps/frontend/src/features/([^/]+)/' },
      { path: '^apps/frontend/src/features/', pathNot: '^apps/frontend/src/features/$1/' },
    ),
    rule('no-barrels', 'Import a module by its name.', { path: '^(apps|libs)/' }, { path: '/index\\.ts$' }),
    rule(
      'tests-stay-outside',
      'What ships never imports what tests.',
      { path: '^(apps|libs)/', pathNot: '(spec\\.tsx?$|/test/|^libs/testing/)' },
      { path: '^libs/testing/' },
    ),
    rule(
      'declared-packages',
      'Every package is in package.json.',
      { path: '^(apps|libs)/' },
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^dist/|schema\\.d\\.ts$)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.test.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
};
