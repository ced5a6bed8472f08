// The parts of the site, in the order of the menu. A page is a Markdown file by its path in the repository, with another
// title for the menu if its own is too long. A path that ends with "/*" stands for all pages of that folder which
// have no entry of their own. A folder gets a page that lists its pages, and these have a menu of their own. The build
// fails if a page of docs/ is in no part.

export const PARTS = [
  {
    title: 'Start',
    pages: [
      { file: 'README.md', title: 'What it is' },
      { file: 'docs/quick-start.md' },
      { file: 'docs/installation.md' },
      { file: 'docs/python.md' },
      { file: 'docs/new-project.md', title: 'verdigris new' },
      { file: 'docs/adopt.md', title: 'verdigris adopt' },
      { file: 'examples/auction/README.md', title: 'Example: an auction' },
      { file: 'examples/dbt-auction/README.md', title: 'Example: an auction with dbt' },
    ],
  },
  {
    title: 'Concepts',
    pages: [
      { file: 'docs/concepts.md', title: 'A release in pictures' },
      { file: 'docs/by-hand.md', title: 'A release by hand' },
      { file: 'docs/models.md', title: 'Projects of plain SQL' },
      { file: 'docs/other-builders.md', title: 'Projects of dbt and others' },
      { file: 'docs/checks.md' },
      { file: 'docs/verbs.md' },
      { file: 'docs/parity.md', title: 'Parity of the sides' },
      { file: 'docs/foreign-hands.md', title: 'Changes by others' },
    ],
  },
  {
    title: 'Guides',
    pages: [
      { file: 'docs/guides/first-release.md' },
      { file: 'docs/guides/dbt.md' },
      { file: 'docs/guides/rollback-at-3am.md' },
      { file: 'docs/guides/sinks.md' },
      { file: 'docs/guides/sources-and-upgrades.md' },
      { file: 'docs/guides/several-teams.md' },
      { file: 'docs/guides/cost.md' },
      { file: 'docs/guides/*' },
      { file: 'docs/ci.md' },
      { file: 'docs/approval.md' },
      { file: 'docs/diff.md', title: 'What a release changes' },
      { file: 'docs/diff-rows.md', title: 'Which rows it changes' },
      { file: 'docs/report.md' },
      { file: 'docs/history.md', title: 'The history' },
      { file: 'docs/validate.md', title: 'verdigris validate' },
      { file: 'docs/doctor.md', title: 'verdigris doctor' },
    ],
  },
  {
    title: 'Reference',
    pages: [
      { file: 'docs/reference/commands.md' },
      { file: 'docs/configuration.md' },
      { file: 'docs/problems.md' },
      { file: 'docs/guardrails.md' },
      { file: 'docs/readiness.md' },
      { file: 'docs/json.md' },
      { file: 'docs/reference/*' },
      { file: 'docs/embedding.md', title: 'The library' },
      { file: 'docs/sandbox.md' },
      { file: 'docs/sandbox-faults.md' },
    ],
  },
  {
    title: 'Compare',
    pages: [
      { file: 'docs/comparison.md' },
      { file: 'docs/from-dbt-macros.md' },
      { file: 'docs/costs-and-limits.md' },
    ],
  },
  {
    title: 'Engineering',
    pages: [
      { file: 'ARCHITECTURE.md' },
      { file: 'docs/where-is.md' },
      { file: 'docs/performance.md' },
      { file: 'docs/slow-server.md' },
      { file: 'docs/bad-versions.md' },
      { file: 'docs/conformance.md' },
      { file: 'docs/measures.md' },
      { file: 'CONTRIBUTING.md' },
      { file: 'CHANGELOG.md' },
      { folder: 'docs/adr', title: 'Decisions', intro: 'What was decided, and why.' },
    ],
  },
];
