/** The real server around an engine that the tests can foretell. */
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { serve } from "../../src/server/server.ts";
import { engineOf, fakeReport } from "./fake-engine.ts";

serve(createConnection(ProposedFeatures.all), () => engineOf(fakeReport));
