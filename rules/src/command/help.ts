/** What `--help` prints. */
export const HELP = `Usage: consistency-lint [PATH...] [options]
       consistency-lint show FILE:LINE [--format json]
       consistency-lint race-test FILE:LINE [--output FILE]
       consistency-lint explain FILE:LINE [--format json]

Finds eventual-consistency bugs in TypeScript and JavaScript back ends:
cache-aside races, lost updates, handlers that are not safe to run twice.
PATH is a file or a folder; without one, the current folder is linted.

show prints the order of events that breaks a finding on that line, as a table,
and how many of all orders are bad.

race-test writes a test for your suite that runs your function in that order.
It is red before the fix and green after it.

explain prints what is believed of each call on a line, why, which rules looked
at it, and the setting that changes the belief.

Options:
  -f, --format stylish|json    how findings are printed (default: stylish)
  -p, --preset NAME            recommended: findings that are certain (default)
                               strict: possible findings too
                               all: every rule, possible findings too
  -o, --output FILE            a new file for the race test (default: print it)
      --require-reason         report comments that turn a rule off and give
                               no reason after " -- "
      --report-unused-disable-directives
                               report comments that turn nothing off
  -h, --help                   print this help
  -v, --version                print the version

In folders, these are left out: what .gitignore names, node_modules, dist,
build, out, coverage, hidden folders, declaration files and minified files.
A path that you name yourself is always linted.

A comment such as "// eslint-disable-next-line consistency/RULE -- reason"
turns a finding off.

The file consistency.json at the project's root says what the code does not:
wrappers, stores, tables. See docs/settings.md.

Exit code: 0 nothing found, 1 findings, 2 wrong use or nothing could be linted.
A file that cannot be read or parsed is named; the others are still linted.
`;
