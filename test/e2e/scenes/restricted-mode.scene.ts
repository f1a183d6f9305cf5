import { FAILURE, openWorkbench, type Workbench } from "./workbench.ts";

describe("the packaged extension in a folder that is not trusted", () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench("src/users.ts", { workspaceTrust: true });
  });

  after(() => workbench.close());

  afterEach(async function () {
    if (this.currentTest?.state !== "failed") return;
    await workbench.page.screenshot({ path: FAILURE });
  });

  it("checks the code all the same, for it runs none of it", async () => {
    const { page } = workbench;
    await page.getByText("Restricted Mode").first().waitFor();
    await page.locator(".monaco-editor .squiggly-error").first().waitFor();
  });
});
