import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";

import { axeFaults } from "../../../dev/axe";
import { appHandlers, detail, tokenRow } from "../../../dev/mock/apps";
import { calls, installMock, refusal, type Handlers } from "../../../dev/mock/handlers";
import { failedRun, passedRun } from "../../../dev/mock/runs";
import type { TokenRowView } from "../../ipc/bindings";
import { router } from "../../state/router.svelte";
import { toasts } from "../../state/toasts.svelte";

import AppDetailPage from "./AppDetailPage.svelte";
import { emptyService } from "./emptyDraft";

const refresh = (change: Partial<TokenRowView> = {}) =>
  tokenRow({ kind: "refresh", owner: "member", stored: true, refreshedAt: 1_800_000_000, ...change });

async function show(tokens: TokenRowView[], handlers: Handlers = {}) {
  const view = detail({ tokens });
  installMock({ ...appHandlers([view]), ...handlers });
  const { container } = render(AppDetailPage, { route: { room: "app", id: view.id } });
  await screen.findByRole("heading", { level: 1, name: view.draft.name });
  return container;
}

const sent = (command: string) => calls.find(({ name }) => name === command)?.input;

describe("the tokens that are held", () => {
  it("stand one by one with whose they are, and none of them is shown", async () => {
    const rows = [
      tokenRow(),
      tokenRow({ kind: "id", scope: [] }),
      refresh(),
      refresh({ owner: "serviceAccount", stored: false }),
    ];
    const container = await show(rows);
    const access = within(screen.getByRole("region", { name: "Access token" }));
    expect(access.getByText("memory only")).toBeTruthy();
    expect(screen.getByRole("region", { name: "ID token" })).toBeTruthy();
    const kept = screen
      .getAllByRole("region", { name: /^Refresh token/ })
      .map(({ textContent }) => textContent);
    expect(kept).toHaveLength(2);
    expect(kept[0]).toMatch(/member.*Last used/s);
    expect(kept[1]).toMatch(/service account.*not stored/s);
    expect(await axeFaults(container)).toEqual([]);
  });

  it("say so when there is none", async () => {
    await show([]);
    expect(screen.getByText(/^None is held\./)).toBeTruthy();
  });

  it("a refresh is of the owner that was chosen, and is told in a word when it went well", async () => {
    await show([refresh()], { token_refresh: ({ appId }) => ({ ...passedRun(9, appId), flow: "refresh" }) });
    await userEvent.click(screen.getByTestId("held-refresh-now"));
    await waitFor(() => expect(toasts.current?.text).toBe("A new access token is held"));
    expect(sent("token_refresh")).toEqual({ appId: 1, owner: "member" });
  });

  it("a refresh that is refused is shown with its steps", async () => {
    await show([refresh()], { token_refresh: ({ appId }) => ({ ...failedRun(77, appId), flow: "refresh" }) });
    await userEvent.click(screen.getByTestId("held-refresh-now"));
    await waitFor(() => expect(router.current).toMatchObject({ room: "run", id: 77 }));
  });

  it("a token is revoked only after the question was answered", async () => {
    await show([tokenRow(), refresh()], {
      token_revoke: ({ appId }) => ({ ...passedRun(9, appId), flow: "revoke", token: null }),
    });
    await userEvent.click(screen.getByTestId("held-revoke-refresh"));
    const dialog = within(await screen.findByRole("dialog", { name: "Revoke this refresh token?" }));
    expect(dialog.getByText(/is not documented; they live/)).toBeTruthy();
    await userEvent.click(dialog.getByRole("button", { name: /Keep it/ }));
    expect(sent("token_revoke")).toBeUndefined();
    await userEvent.click(screen.getByTestId("held-revoke-access"));
    await userEvent.click(await screen.findByTestId("revoke-confirm"));
    await waitFor(() => expect(toasts.current?.text).toBe("The server ended the token"));
    expect(sent("token_revoke")).toEqual({ appId: 1, token: "accessToken", owner: null });
  });

  it("the ID token goes to the inspector without being shown here", async () => {
    await show([tokenRow({ kind: "id" })]);
    await userEvent.click(screen.getByTestId("held-inspect-id"));
    expect(router.current).toEqual({ room: "inspector", source: { kind: "heldId", appId: 1 } });
  });
});

describe("the logout URL", () => {
  const logout = (handlers: Handlers = {}) => {
    const view = detail();
    const service = emptyService("lineWorks");
    service.logoutRedirectUrls = ["https://app.example.com/out"];
    service.openId.endSessionEndpoint = "https://id.example/out";
    view.draft.service = service;
    installMock({
      ...appHandlers([view]),
      logout_show: ({ back }) => ({
        shown: [
          { kind: "plain", text: "https://id.example/out?id_token_hint=" },
          { kind: "secret", shown: "eyJhbG…c2ln", length: 900, sha256: "51b60d94" },
          { kind: "plain", text: `&client_id=TESTclient&back=${back ?? "nowhere"}` },
        ],
        hasHint: true,
        back,
        registered: ["https://app.example.com/out"],
      }),
      ...handlers,
    });
    render(AppDetailPage, { route: { room: "app", id: view.id } });
  };

  it("is shown with the ID token sealed, for the logout URL that is chosen, and opened on request", async () => {
    logout({ logout_open: () => ({}) });
    await userEvent.click(await screen.findByTestId("logout-url"));
    const shown = await screen.findByTestId("logout-address");
    expect(shown.textContent).toContain("back=https://app.example.com/out");
    expect(shown.textContent).not.toContain("eyJhbGciOi");
    await userEvent.selectOptions(screen.getByLabelText("Come back to"), "");
    await waitFor(() => expect(shown.textContent).toContain("back=nowhere"));
    expect(sent("logout_open")).toBeUndefined();
    await userEvent.click(screen.getByTestId("logout-open"));
    await waitFor(() => expect(sent("logout_open")).toEqual({ id: 1 }));
  });

  it("says why there is none", async () => {
    logout({
      logout_show: () => {
        throw refusal("invalidInput", { field: "endSessionEndpoint" });
      },
    });
    await userEvent.click(await screen.findByTestId("logout-url"));
    expect(await screen.findByRole("alert")).toBeTruthy();
    expect(screen.queryByTestId("logout-address")).toBeNull();
  });
});
