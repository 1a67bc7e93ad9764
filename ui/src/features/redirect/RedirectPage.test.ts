import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";

import { appHandlers, sampleApps } from "../../../dev/mock/apps";
import { axeFaults } from "../../../dev/axe";
import { calls, installMock, refusal, type Handlers } from "../../../dev/mock/handlers";
import { listOf, refused, REGISTERED, rule, SENT } from "../../../dev/mock/redirect";
import type { RedirectCheckInput, RedirectCheckView } from "../../ipc/bindings";
import { apps } from "../../state/apps.svelte";
import type { Route } from "../../state/router.svelte";

import { forgetLeft } from "./checker.svelte";
import RedirectPage from "./RedirectPage.svelte";

type RedirectRoute = Extract<Route, { room: "redirect" }>;

const NOTHING: RedirectCheckView = { report: null, parts: [], registered: listOf([REGISTERED]) };

async function show(answer: RedirectCheckView, more: Handlers = {}, route: Partial<RedirectRoute> = {}) {
  const redirect_check = ({ text }: RedirectCheckInput) => (text.trim() === "" ? NOTHING : answer);
  installMock({ ...appHandlers(sampleApps()), redirect_check, ...more });
  await apps.load();
  return render(RedirectPage, { route: { room: "redirect", ...route } });
}

beforeEach(forgetLeft);

async function send(text: string) {
  await userEvent.click(screen.getByTestId("redirect-sent"));
  await userEvent.paste(text);
  await userEvent.tab();
}

function asked(name: string): unknown[] {
  return calls.filter((call) => call.name === name).map(({ input }) => input);
}

describe("the redirect checker", () => {
  it("gives the verdict, names each difference, and copies the registered URL", async () => {
    await show(refused(), { text_copy: () => ({ holds: "public", clearsAt: null }) }, { appId: 1 });
    await send(SENT);
    const verdict = within(await screen.findByTestId("redirect-verdict"));
    expect(verdict.getByRole("heading").textContent).toBe("LINE WORKS will refuse this. Differences: 2");
    const named = verdict.getAllByRole("listitem").map(({ textContent }) => textContent);
    expect(named[0]).toContain(
      "Upper and lower case. You send “OA”, registered is “oa”, at characters 35–36.",
    );
    expect(named[1]).toContain("A slash at the end. Yours has “/” at character 49");
    expect(asked("redirect_check").at(-1)).toEqual({
      text: SENT,
      registered: { kind: "app", id: 1 },
      rules: "lineWorks",
    });
    await userEvent.click(screen.getByTestId("redirect-copy-registered"));
    expect(asked("text_copy")).toEqual([{ text: REGISTERED }]);
    expect(within(screen.getByTestId("redirect-parts")).getByText("443 (default)")).toBeTruthy();
    expect(await axeFaults(document.body)).toEqual([]);
  });

  it("adds what is sent to the record, and only where no rule refuses it", async () => {
    const { unmount } = await show(refused(), {}, { appId: 1 });
    await send(SENT);
    await userEvent.click(await screen.findByTestId("redirect-add"));
    const update = asked("app_update").at(-1) as { draft: { service: { redirectUrls: string[] } } };
    expect(update.draft.service.redirectUrls.at(-1)).toBe(SENT);
    unmount();
    await show(refused({ rules: [rule("noFragment", { passed: false })] }), {}, { appId: 1 });
    await send(SENT);
    await screen.findByTestId("redirect-verdict");
    expect(screen.queryByTestId("redirect-add")).toBeNull();
  });

  it("tells both values, the source, and what the source leaves open", async () => {
    const port = rule("noPort", { passed: false, severity: "warning", actual: "8443", settled: false });
    await show(refused({ verdict: "warned", matched: SENT, nearest: null, rules: [port, rule("https")] }));
    await send(SENT);
    const rules = within(await screen.findByTestId("redirect-rules"));
    expect(rules.getByText(/A port is written \(8443\)/)).toBeTruthy();
    expect(rules.getByText("unsettled")).toBeTruthy();
    expect(rules.getAllByText("LINE WORKS Developers, client-app")).toHaveLength(2);
    expect(rules.getByText("Rules that hold: 1")).toBeTruthy();
    expect(
      screen.getByRole("heading", { name: /Registered exactly like this; a rule advises/ }),
    ).toBeTruthy();
  });

  it("writes out what can't be seen, and markup stays text", async () => {
    const url = "https://a.example/<img src=x onerror=alert(1)>\u200b";
    const hidden = rule("noHidden", { passed: false, actual: "U+200B", spans: [{ from: 46, to: 47 }] });
    await show(refused({ sent: { form: "raw", url, times: 1 }, nearest: null, rules: [hidden] }));
    await send(url);
    await screen.findByTestId("redirect-verdict");
    expect(document.querySelector("img")).toBeNull();
    expect(screen.getByText("‹U+200B›")).toBeTruthy();
  });

  it("takes a typed list apart before it compares", async () => {
    await show(refused());
    await userEvent.click(screen.getByRole("combobox", { name: "Registered list" }));
    await userEvent.click(await screen.findByRole("option", { name: "A typed list" }));
    await userEvent.click(screen.getByTestId("redirect-typed"));
    await userEvent.paste(`${REGISTERED}\nhttps://b.example.com/cb`);
    await userEvent.tab();
    expect(asked("redirect_check").at(-1)).toMatchObject({
      registered: { kind: "typed", urls: [REGISTERED, "https://b.example.com/cb"] },
    });
  });

  it("visits only after the host was typed", async () => {
    const redirect_probe: Handlers["redirect_probe"] = ({ address }) => ({
      outcome: "answered",
      url: address,
      status: 302,
      location: "https://id.example/login",
      peer: "192.0.2.7:443",
      tls: {
        version: "TLS 1.3",
        chain: [
          { subject: "CN=portal", issuer: "CN=Issuing", until: 1_790_000_000, daysLeft: 12 },
          { subject: "CN=Issuing", issuer: "CN=Root", until: 1_890_000_000, daysLeft: 1169 },
        ],
      },
      timings: { dnsUs: 3000, connectUs: 1000, firstByteUs: 1, bodyUs: 1, totalUs: 4002 },
    });
    await show(refused(), { redirect_probe });
    await send(SENT);
    const go = await screen.findByTestId("redirect-probe-go");
    expect(go).toHaveProperty("disabled", true);
    await userEvent.type(screen.getByTestId("redirect-probe-host"), "portal.aoba-shoji.example");
    await userEvent.click(go);
    const answer = within(screen.getByTestId("redirect-probe-answer"));
    expect(await answer.findByText(/days left: 12$/)).toBeTruthy();
    expect(answer.getByText("TLS 1.3")).toBeTruthy();
    expect(answer.getByText("Signed by CN=Root")).toBeTruthy();
    expect(answer.getByText(/days left: 1169$/)).toBeTruthy();
    expect(answer.getByText("https://id.example/login (not followed)")).toBeTruthy();
    expect(asked("redirect_probe")).toEqual([{ address: SENT, confirmedHost: "portal.aoba-shoji.example" }]);
  });

  it("still has what was typed for whoever comes back, and a link goes before it", async () => {
    const { unmount } = await show(refused());
    await send(SENT);
    unmount();
    const again = await show(refused());
    expect(screen.getByTestId("redirect-sent")).toHaveProperty("value", SENT);
    again.unmount();
    await show(refused(), {}, { appId: 1, text: REGISTERED });
    expect(screen.getByTestId("redirect-sent")).toHaveProperty("value", REGISTERED);
  });

  it("judges by the rules of the record's own kind", async () => {
    const [found] = sampleApps();
    if (!found) throw new Error("there is a sample");
    const service = { kind: "oauthServer", redirectUrls: [] } as unknown as typeof found.draft.service;
    const app_get = () => ({ ...found, draft: { ...found.draft, service } });
    await show(refused(), { app_get }, { appId: 1 });
    await waitFor(() => expect(asked("redirect_check").at(-1)).toMatchObject({ rules: "oauth" }));
  });

  it("copies a report that says everything without the page", async () => {
    const https = rule("https", { passed: false, severity: "error", expected: "https", actual: "http" });
    await show(refused({ rules: [https] }), { text_copy: () => ({ holds: "public", clearsAt: null }) });
    await send(SENT);
    await userEvent.click(await screen.findByTestId("redirect-copy-report"));
    const { text } = asked("text_copy").at(-1) as { text: string };
    expect(text).toContain("LINE WORKS will refuse this. Differences: 2");
    expect(text).toContain(`You send: ${SENT}`);
    expect(text).toContain(`Registered 1: ${REGISTERED}`);
    expect(text).toContain("1. Upper and lower case.");
    expect(text).toMatch(/\[Error\] The scheme must be https, not “http”\. \(LINE WORKS Developers/);
  });

  it("shows the parameter as it is sent", async () => {
    await show(refused());
    await send(SENT);
    await userEvent.click(await screen.findByRole("radio", { name: "As sent" }));
    expect(screen.getByTestId("redirect-as-sent").textContent).toContain(
      `redirect_uri=${encodeURIComponent(SENT)}`,
    );
  });

  it("shows why nothing was judged", async () => {
    const redirect_check = () => {
      throw refusal("invalidInput", { field: "text" });
    };
    await show(refused(), { redirect_check });
    expect(await screen.findByRole("alert")).toBeTruthy();
  });
});
