/** Explores a task that never lets the event loop have its turn, and says what came. */
import { explore } from "../../tutorial/explorer/src/index.ts";

const outcome = await explore({
  world: () => ({}),
  tasks: {
    endless: async () => {
      for (;;) await Promise.resolve();
    },
  },
  invariant: () => true,
});
const name = outcome.kind === "refused" ? outcome.problem.name : "";
process.stdout.write(`${outcome.kind} ${name}`, () => process.exit());
process.exit();
