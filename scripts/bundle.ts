/** `npm run bundle`: what VS Code loads, in `dist/`. */
import { build } from "esbuild";
import { BUNDLE } from "./bundle-options.ts";

await build(BUNDLE);
