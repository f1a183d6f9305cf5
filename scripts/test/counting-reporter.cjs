/**
 * Mocha's spec reporter, which also writes how many tests passed and failed to
 * the file that `CONSISTENCY_COUNTS` names, so that `npm test` can add them up.
 *
 * CommonJS, because mocha loads reporters by `require`.
 */
"use strict";
const { writeFileSync } = require("node:fs");
const { reporters } = require("mocha");

module.exports = class CountingReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once("end", () => {
      const file = process.env["CONSISTENCY_COUNTS"];
      if (file === undefined) return;
      const { passes: passed, failures: failed } = this.stats;
      writeFileSync(file, JSON.stringify({ passed, failed }));
    });
  }
};
