/** `growth-worker.ts SIZE`: lints a generated project and prints what it took. */
import plugin from "eslint-plugin-consistency";
import type { Linter } from "eslint";
import { generateProject } from "./generate.ts";
import type { Grown } from "./growth.ts";
import { createLint, sourcesIn } from "./lint.ts";
import { cpuTime, megabytes } from "./measure.ts";

const project = generateProject(Number(process.argv[2]));
const lint = createLint(project.folder, {
  plugins: { consistency: plugin as never },
  rules: plugin.configs.recommended.rules as Linter.RulesRecord,
});
const files = sourcesIn(project.folder);
const milliseconds = cpuTime(() => {
  files.forEach(lint);
});
project.remove();
const memory = process.resourceUsage().maxRSS * 1024;
const grown: Grown = { milliseconds, megabytes: megabytes(memory) };
console.log(JSON.stringify(grown));
