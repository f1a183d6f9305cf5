/** The server's process: `node server.cjs --stdio`, or `--node-ipc` from VS Code. */
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { createProjectEngine } from "../../rules/src/project-engine.ts";
import { serve } from "./server.ts";

serve(createConnection(ProposedFeatures.all), () => createProjectEngine());
