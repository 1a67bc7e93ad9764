import { fireEvent, render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";

import { axeFaults } from "../../../dev/axe";
import { appHandlers } from "../../../dev/mock/apps";
import { calls, installMock } from "../../../dev/mock/handlers";
import { router } from "../../state/router.svelte";

import AppNewPage from "./AppNewPage.svelte";

const added = () => calls.filter(({ name }) => name === "app_add");

function show() {
  installMock(appHandlers([]));
  return render(AppNewPage);
}

describe("adding an app", () => {
  it("says under the field what was pasted into the wrong one", async () => {
    show();
    const field = screen.getByLabelText("Client ID");
    await userEvent.type(field, "3kf8z.serviceaccount@aoba");
    const sentence = await screen.findByText(/This is a Service Account, not a Client ID/);
    expect(field.getAttribute("aria-invalid")).toBe("true");
    expect(field.getAttribute("aria-describedby")).toContain(sentence.closest("ul")?.id);
  });

  it("refuses nothing for its shape: an odd Client ID is added as it is", async () => {
    show();
    await userEvent.type(screen.getByLabelText("App name"), "勤怠ボット");
    await userEvent.type(screen.getByLabelText("Client ID"), "odd");
    await userEvent.type(screen.getByLabelText("OAuth Scopes"), "bot, user.read　calendar");
    await userEvent.click(screen.getByRole("button", { name: "Add app" }));
    await vi.waitFor(() => expect(router.current).toMatchObject({ room: "app", section: "key" }));
    const input = added()[0]?.input as {
      draft: { name: string; service: { clientId: string; scopes: string[] } };
    };
    expect(input.draft.name).toBe("勤怠ボット");
    expect(input.draft.service.clientId).toBe("odd");
    expect(input.draft.service.scopes).toEqual(["bot", "user.read", "calendar"]);
  });

  it("does not add when Enter only ended a Japanese conversion", async () => {
    show();
    const name = screen.getByLabelText("App name");
    await userEvent.type(name, "きんたい");
    await fireEvent.keyDown(name, { key: "Enter", keyCode: 229 });
    const form = screen.getByTestId("app-form") as HTMLFormElement;
    form.requestSubmit();
    expect(added()).toHaveLength(0);
    await fireEvent.keyUp(name, { key: "Enter" });
    await fireEvent.keyDown(name, { key: "Enter", keyCode: 13 });
    form.requestSubmit();
    await vi.waitFor(() => expect(added()).toHaveLength(1));
  });

  it("keeps its buttons out of the pane that scrolls, whatever the fields have to say", async () => {
    show();
    await userEvent.type(screen.getByLabelText("App name"), "Attendance Bot");
    const add = screen.getByRole<HTMLButtonElement>("button", { name: "Add app" });
    expect(add.closest("[data-scroll]")).toBeNull();
    expect(screen.getByRole("button", { name: "Cancel" }).closest("[data-scroll]")).toBeNull();
    expect(add.form).toBe(screen.getByTestId("app-form"));
    await userEvent.click(add);
    await vi.waitFor(() => expect(added()).toHaveLength(1));
  });

  it("asks for a name and nothing else", async () => {
    show();
    await userEvent.click(screen.getByRole("button", { name: "Add app" }));
    expect(await screen.findByText("Give the app a name.")).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByLabelText("App name"));
    expect(added()).toHaveLength(0);
  });

  it("covers the secret, and has no accessibility faults", async () => {
    const { container } = show();
    expect((screen.getByLabelText("Client Secret") as HTMLInputElement).type).toBe("password");
    expect(await axeFaults(container)).toEqual([]);
  });
});
