import { fireEvent, render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";

import { axeFaults } from "../../../dev/axe";
import { appHandlers, candidate, detail, keyReport } from "../../../dev/mock/apps";
import { calls, installMock, refusal, tell } from "../../../dev/mock/handlers";
import type { AppDetailView, Commands } from "../../ipc/bindings";
import { keys } from "../../state/keys.svelte";
import { router } from "../../state/router.svelte";
import { toasts } from "../../state/toasts.svelte";

import AppDetailPage from "./AppDetailPage.svelte";
import { emptyService } from "./emptyDraft";

type Update = Commands["app_update"]["input"];
const updates = () => calls.filter(({ name }) => name === "app_update").map(({ input }) => input as Update);

async function show(view: AppDetailView = detail(), handlers = appHandlers([view])) {
  installMock(handlers);
  const shown = render(AppDetailPage, { route: { room: "app", id: view.id } });
  await screen.findByRole("heading", { level: 1, name: view.draft.name });
  return shown;
}

async function retype(field: HTMLElement, text: string) {
  await userEvent.clear(field);
  await userEvent.type(field, text);
}

describe("the record", () => {
  it("saves a field on Enter with the version that was seen, and Undo brings it back", async () => {
    await show();
    const owner = screen.getByLabelText("Owner");
    await retype(owner, "y.tanaka{Enter}");
    await vi.waitFor(() => expect(updates()).toHaveLength(1));
    expect(updates()[0]).toMatchObject({ id: 1, version: 4, draft: { owner: "y.tanaka" } });
    await vi.waitFor(() => expect(toasts.current?.text).toBe("Owner changed"));
    toasts.undoCurrent();
    await vi.waitFor(() => expect(updates()[1]).toMatchObject({ version: 5, draft: { owner: "n.sato" } }));
  });

  it("does not save when Enter only ended a Japanese conversion", async () => {
    await show();
    const owner = screen.getByLabelText("Owner");
    await retype(owner, "さとう");
    await fireEvent.keyDown(owner, { key: "Enter", keyCode: 229 });
    expect(updates()).toHaveLength(0);
  });

  it("saves nothing for a field that was left as it was, and Esc takes typing back", async () => {
    await show();
    const owner = screen.getByLabelText("Owner");
    await retype(owner, "x{Escape}");
    await userEvent.tab();
    expect((owner as HTMLInputElement).value).toBe("n.sato");
    expect(updates()).toHaveLength(0);
  });

  it("shows what the checks say under the field while it is typed", async () => {
    await show();
    await retype(screen.getByLabelText("Client ID"), "3kf8z.serviceaccount@aoba");
    expect(await screen.findByText(/This is a Service Account, not a Client ID/)).toBeTruthy();
    expect(updates()).toHaveLength(0);
  });
});

describe("an edit that crosses another", () => {
  async function cross() {
    const seen = detail();
    const newer = detail({ version: 9, draft: { ...seen.draft, owner: "k.mori" } });
    let opened = false;
    await show(seen, {
      ...appHandlers([newer]),
      app_get: () => {
        const view = opened ? newer : seen;
        opened = true;
        return view;
      },
    });
    await retype(screen.getByLabelText("Owner"), "y.tanaka{Enter}");
    return within(await screen.findByTestId("conflict"));
  }

  it("is told with both values and changes nothing by itself", async () => {
    const conflict = await cross();
    expect(conflict.getByText("Your value: y.tanaka")).toBeTruthy();
    expect(conflict.getByText("Saved value: k.mori")).toBeTruthy();
    expect(updates()).toHaveLength(1);
  });

  it("loads the newer one on request", async () => {
    const conflict = await cross();
    await userEvent.click(conflict.getByRole("button", { name: "Load the newer one" }));
    expect((screen.getByLabelText("Owner") as HTMLInputElement).value).toBe("k.mori");
    expect(screen.queryByTestId("conflict")).toBeNull();
  });

  it("keeps mine on top of the newer version on request", async () => {
    const conflict = await cross();
    await userEvent.click(conflict.getByRole("button", { name: "Keep mine on top" }));
    await vi.waitFor(() => expect(updates()[1]).toMatchObject({ version: 9, draft: { owner: "y.tanaka" } }));
  });
});

describe("the private key", () => {
  it("shows both fingerprints and what replacing means before a key is replaced", async () => {
    await show();
    await tell("key-dropped", candidate());
    const panel = within(await screen.findByTestId("key-candidate"));
    expect(panel.getByText(/LINE WORKS ends the old one at once/)).toBeTruthy();
    expect(within(panel.getByTestId("key-compare")).getAllByText(/^[0-9A-F:]{95}$/)).toHaveLength(2);
    expect(panel.getByText("Windows line ends were changed")).toBeTruthy();
    expect(calls.some(({ name }) => name === "key_import")).toBe(false);
    await userEvent.click(panel.getByRole("button", { name: "Replace the key" }));
    await vi.waitFor(() => expect(screen.queryByTestId("key-candidate")).toBeNull());
    expect(calls.find(({ name }) => name === "key_import")?.input).toEqual({ appId: 1, handle: 7 });
  });

  it("asks for the passphrase of an encrypted key, and says when it is wrong", async () => {
    await show(detail({ key: null }));
    await userEvent.click(screen.getByTestId("key-paste"));
    await userEvent.type(screen.getByLabelText("Text of the private key"), "sealed text");
    await userEvent.click(screen.getByRole("button", { name: "Read it" }));
    await userEvent.type(await screen.findByLabelText("Passphrase of the key"), "wrong{Enter}");
    expect(await screen.findByText(/That passphrase does not open this key/)).toBeTruthy();
    await userEvent.type(screen.getByLabelText("Passphrase of the key"), "right{Enter}");
    expect(await screen.findByRole("button", { name: "Import this key" })).toBeTruthy();
  });

  it("names what cannot be used and offers no import", async () => {
    await show(detail({ key: null }));
    const report = { ...keyReport, bits: 1024, problems: ["tooFewBits" as const] };
    await tell("key-dropped", candidate({ state: "refused", report }));
    expect(await screen.findByText(/1024 bits are too few/)).toBeTruthy();
    expect(screen.queryByTestId("key-import")).toBeNull();
  });

  it("deletes the key file only after asking in place", async () => {
    await show();
    await userEvent.click(screen.getByTestId("key-file-delete"));
    expect(calls.some(({ name }) => name === "key_file_delete")).toBe(false);
    await userEvent.click(screen.getByTestId("key-file-delete-now"));
    await vi.waitFor(() => expect(screen.queryByText(/is still in Downloads/)).toBeNull());
  });
});

describe("scopes", () => {
  it("keeps a scope that is not in the list, and says so", async () => {
    const view = detail();
    view.draft.service = { ...emptyService("lineWorks"), scopes: ["bot", "shiny.new"] };
    await show(view);
    expect(await screen.findByText("shiny.new")).toBeTruthy();
    expect(screen.getByTestId("scope-string").textContent).toBe("bot shiny.new");
  });

  it("turns a level into its scope and back", async () => {
    await show();
    const bot = within(await screen.findByRole("radiogroup", { name: "Access to bot" }));
    await userEvent.click(bot.getByRole("radio", { name: "Read" }));
    await vi.waitFor(() =>
      expect(updates()[0]?.draft.service).toMatchObject({ scopes: ["bot.read", "user.read", "calendar"] }),
    );
  });

  it("marks what a service account cannot have, with the reason", async () => {
    await show();
    await userEvent.click(await screen.findByRole("radio", { name: "All" }));
    expect(
      within(screen.getByTestId("scope-file")).getByText(/Not available to service accounts/),
    ).toBeTruthy();
  });
});

describe("an own address", () => {
  it("counts only after its host was typed again", async () => {
    await show();
    await userEvent.selectOptions(screen.getByTestId("environment"), "Own address");
    await userEvent.type(screen.getByTestId("environment-address"), "https://gateway.example/works");
    const confirm = await screen.findByTestId("environment-confirm");
    expect((confirm as HTMLButtonElement).disabled).toBe(true);
    await userEvent.type(screen.getByTestId("environment-host"), "gateway.example");
    await userEvent.click(confirm);
    await vi.waitFor(() =>
      expect(updates()[0]?.draft.service).toMatchObject({
        environment: {
          kind: "custom",
          authBase: "https://gateway.example/works",
          confirmedHost: "gateway.example",
        },
      }),
    );
  });
});

it("F5 runs the test and goes to its page", async () => {
  const stop = keys.start();
  await show();
  await userEvent.keyboard("{F5}");
  await vi.waitFor(() => expect(router.current.room).toBe("run"));
  stop();
});

it("a refused reading of the record is told in place", async () => {
  installMock({
    app_get: () => {
      throw refusal("notFound");
    },
  });
  render(AppDetailPage, { route: { room: "app", id: 5 } });
  expect(await screen.findByText("It is not there any more")).toBeTruthy();
});

it("has no accessibility faults", async () => {
  const { container } = await show();
  await screen.findByTestId("scope-string");
  expect(await axeFaults(container)).toEqual([]);
});
