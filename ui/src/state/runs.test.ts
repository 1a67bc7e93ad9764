import { describe, expect, it } from "vitest";

import { appHandlers, sampleApps } from "../../dev/mock/apps";
import { calls, installMock } from "../../dev/mock/handlers";
import { runs } from "./runs.svelte";

describe("runs", () => {
  it("a run is known from its first event and whole after its last", async () => {
    installMock(appHandlers(sampleApps()));
    const started = await runs.start(1);
    expect(runs.get(started.id)?.appName).toBe("Attendance Bot");
    const run = await started.finished;
    expect(run.outcome).toBe("passed");
    expect(runs.get(started.id)?.steps.every((step) => step.status === "passed")).toBe(true);
    expect(runs.isRunning(1)).toBe(false);
    // The status bar shows the clock that the run measured.
    expect(calls.some(({ name }) => name === "network_status")).toBe(true);
  });

  it("a run that gets no number rejects and leaves nothing running", async () => {
    installMock({
      token_issue: () => {
        throw { code: "runInProgress", message: "", details: {} };
      },
    });
    await expect(runs.start(2)).rejects.toMatchObject({ code: "runInProgress" });
    expect(runs.isRunning(2)).toBe(false);
  });
});
