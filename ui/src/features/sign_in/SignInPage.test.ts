import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it } from "vitest";

import { axeFaults } from "../../../dev/axe";
import { appHandlers, detail } from "../../../dev/mock/apps";
import { calls, installMock, refusal, type Handlers } from "../../../dev/mock/handlers";
import { passedRun } from "../../../dev/mock/runs";
import type { AppDetailView } from "../../ipc/bindings";
import { router } from "../../state/router.svelte";
import { signIns } from "../../state/signIns.svelte";

import SignInPage from "./SignInPage.svelte";

const REDIRECT = "https://portal.aoba-shoji.example/oauth/callback";
const address = (more: string) =>
  `https://auth.worksmobile.com/oauth2/v2.0/authorize?client_id=x&redirect_uri=${encodeURIComponent(REDIRECT)}&response_type=code&state=TESTstate${more}`;

const begun: Handlers = {
  sign_in_begin: ({ redirectUri, pkce }) => ({
    attempt: 7,
    url: address(pkce ? "&code_challenge=TESTchallenge" : ""),
    redirectUri: redirectUri ?? REDIRECT,
    loopback: redirectUri?.startsWith("http://localhost") ?? false,
    verdicts: [],
    endsAt: Math.floor(Date.now() / 1000) + 600,
  }),
  sign_in_cancel: () => ({}),
};

async function show(handlers: Handlers = {}, view: AppDetailView = detail()) {
  signIns.forget();
  installMock({ ...appHandlers([view]), ...begun, ...handlers });
  router.reset({ room: "signIn", appId: view.id });
  const { container } = render(SignInPage, { route: { room: "signIn", appId: view.id } });
  await screen.findByRole("heading", { level: 1 });
  return container;
}

const sent = (command: string) => calls.filter(({ name }) => name === command).map(({ input }) => input);

afterEach(() => router.reset());

describe("a sign-in before its run", () => {
  it("shows the address that the browser is sent to, and what its parts are for", async () => {
    const container = await show();
    const parts = await screen.findByTestId("sign-in-parts");
    expect(parts.textContent).toContain("TESTstate");
    expect(parts.textContent).toContain("PKCE is off for this sign-in");
    expect(sent("sign_in_begin")).toEqual([{ appId: 1, redirectUri: REDIRECT, pkce: null }]);
    expect(await axeFaults(container)).toEqual([]);
  });

  it("another choice makes another address, and the one before is given up", async () => {
    await show();
    await screen.findByTestId("sign-in-parts");
    await userEvent.click(screen.getByRole("switch", { name: /PKCE/ }));
    expect(await screen.findByText("TESTchallenge")).toBeTruthy();
    expect(sent("sign_in_cancel")).toEqual([{ attempt: 7 }]);
    expect(sent("sign_in_begin").at(-1)).toEqual({ appId: 1, redirectUri: REDIRECT, pkce: true });
  });

  it("a redirect URL of this computer is listened at", async () => {
    await show();
    await screen.findByTestId("sign-in-window");
    await userEvent.selectOptions(screen.getByTestId("sign-in-redirect"), "http://localhost:8080/callback");
    expect(await screen.findByTestId("sign-in-listen")).toBeTruthy();
    expect(screen.queryByTestId("sign-in-window")).toBeNull();
  });

  it("a window that was closed is told, and the sign-in still waits", async () => {
    await show({
      sign_in_window: () => {
        throw refusal("signInClosed");
      },
    });
    await userEvent.click(await screen.findByTestId("sign-in-window"));
    expect(await screen.findByText(/window was closed before it was done/)).toBeTruthy();
    expect(screen.getByTestId("sign-in-window")).toBeTruthy();
  });

  it("a pasted address ends it, and its run is shown", async () => {
    await show({ sign_in_finish: () => ({ ...passedRun(31, 1), flow: "authorizationCode" }) });
    await userEvent.click(await screen.findByRole("radio", { name: "Paste the address" }));
    await userEvent.type(screen.getByTestId("sign-in-returned"), `${REDIRECT}?code=TESTcode`);
    await userEvent.click(screen.getByTestId("sign-in-finish"));
    await screen.findByTestId("sign-in-parts").catch(() => null);
    expect(router.current).toEqual({ room: "run", id: 31 });
    expect(sent("sign_in_finish")).toEqual([{ attempt: 7, returned: `${REDIRECT}?code=TESTcode` }]);
    expect(signIns.get(1)).toBeUndefined();
  });

  it("a record that lacks something says what, and begins nothing", async () => {
    const view = detail();
    const lacking = { ...view, clientSecret: { ...view.clientSecret, present: false } };
    await show({}, lacking);
    expect((await screen.findByTestId("sign-in-missing")).textContent).toContain("Client Secret");
    expect(sent("sign_in_begin")).toEqual([]);
  });
});
