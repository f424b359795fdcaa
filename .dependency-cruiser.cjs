/** The house's arrows (docs/decisions/001-house.md). Anything else is an error. */
const rule = (name, from, to, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from, pathNot: '\\.test\\.tsx?$' },
  to,
});

module.exports = {
  forbidden: [
    rule(
      'contracts-import-contracts-only',
      '^lib/contracts',
      { path: '^(app|agent|components|controller|gateway|lib/(?!contracts))' },
      'contracts are zod only',
    ),
    rule(
      'values-import-values-only',
      '^lib/contracts/values',
      { path: '^(lib/contracts/(?!values)|node_modules)' },
      'what pages show builds no schemas',
    ),
    rule(
      'platform-below-domain',
      '^lib/platform',
      { path: '^(app|agent|components|controller|gateway|lib/(?!contracts|platform))' },
      'platform knows contracts only',
    ),
    rule(
      'db-below-domain',
      '^lib/db',
      { path: '^(app|agent|components|controller|gateway|lib/(?!contracts|platform|db))' },
      'db knows contracts and platform',
    ),
    rule(
      'domain-knows-no-transport',
      '^lib/domain',
      {
        path: '^(app|agent|components|controller|gateway|lib/(auth|http|openapi|i18n|events))|^node_modules/next',
      },
      'the domain runs in console and controller alike',
    ),
    rule(
      'components-know-shapes-only',
      '^components',
      { path: '^(app|agent|controller|gateway|lib/(db|domain|auth|http|openapi|platform|events))' },
      'components get data, never fetch rows',
    ),
    rule(
      'controller-uses-lib',
      '^controller',
      { path: '^(app|agent|components|gateway|lib/(auth|http|i18n))|^node_modules/next' },
      'controller → lib',
    ),
    rule(
      'agent-and-gateway-never-see-the-database',
      '^(agent|gateway)',
      {
        path: '^(app|components|controller|lib/(?!contracts|platform|testing))|^node_modules/(pg|drizzle-orm)/',
      },
      'agent, gateway → contracts, platform',
    ),
    rule(
      'console-uses-lib',
      '^console',
      { path: '^(app|agent|components|controller|gateway|lib/(domain|db|openapi|i18n))' },
      'the process around Next.js; what answers is loaded as Next.js built it',
    ),
    rule('agent-alone', '^agent', { path: '^gateway' }, 'each process stands alone'),
    rule('gateway-alone', '^gateway', { path: '^agent' }, 'each process stands alone'),
    rule(
      'lib-never-imports-app',
      '^lib',
      { path: '^(app|components|console|controller|agent|gateway|scripts)' },
      'lib is below everything',
    ),
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.next|node_modules|\\.studio)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js'],
    },
  },
};
