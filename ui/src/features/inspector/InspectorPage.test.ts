import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";

import { appHandlers, sampleApps } from "../../../dev/mock/apps";
import { axeFaults } from "../../../dev/axe";
import { calls, installMock, tell, type Handlers } from "../../../dev/mock/handlers";
import { check, inspected, member } from "../../../dev/mock/inspector";
import type { InspectorReadInput, InspectionView } from "../../ipc/bindings";
import { apps } from "../../state/apps.svelte";
import type { Route } from "../../state/router.svelte";

import { inspection } from "./inspection.svelte";
import InspectorPage from "./InspectorPage.svelte";

type InspectorRoute = Extract<Route, { room: "inspector" }>;

function show(
  answer: InspectionView | ((input: InspectorReadInput) => InspectionView),
  more: Handlers = {},
  route: InspectorRoute = { room: "inspector" },
) {
  const inspector_read = typeof answer === "function" ? answer : () => answer;
  installMock({ ...appHandlers(sampleApps()), inspector_read, ...more });
  return render(InspectorPage, { route });
}

async function paste(text: string) {
  await userEvent.click(screen.getByLabelText("Token"));
  await userEvent.paste(text);
}

function asked(): InspectorReadInput {
  return calls.findLast(({ name }) => name === "inspector_read")?.input as InspectorReadInput;
}

beforeEach(async () => {
  installMock({});
  await inspection.clear();
});

describe("a pasted token", () => {
  it("is read, and its verdict, claims and checklist are told", async () => {
    show(inspected());
    await paste("a.b.c");
    expect((await screen.findByTestId("inspect-verdict")).dataset.state).toBe("passed");
    expect(asked().source).toEqual({ kind: "text", text: "a.b.c" });
    const payload = within(screen.getByRole("table", { name: "Payload" }));
    expect(payload.getByText("田中 結衣")).toBeTruthy();
    expect(payload.getByText("1234567890123456789"), "no digit is lost").toBeTruthy();
    expect(payload.getByText(/^3[34] minutes ago$/)).toBeTruthy();
    expect(screen.getByTestId("inspect-check-iss").dataset.result).toBe("not_checked");
    expect(await axeFaults()).toEqual([]);
  });

  it("keeps every digit and hidden character in sight as JSON", async () => {
    const view = inspected();
    view.reading.claims = [member("n", 1, { valueJson: "1234567890123456789" }), member("s", "a\u202Eb")];
    show(view);
    await paste("a.b.c");
    await userEvent.click(await screen.findByRole("radio", { name: "JSON" }));
    expect(screen.getByRole("group", { name: "Payload" }).textContent).toContain(
      '"n": 1234567890123456789,\n  "s": "a‹U+202E›b"',
    );
  });

  it("says what failed at the top", async () => {
    show(inspected({ verified: true, checks: [check("signature", "passed"), check("aud", "failed")] }));
    await paste("a.b.c");
    const verdict = within(await screen.findByTestId("inspect-verdict"));
    expect(verdict.getByText("1 check failed")).toBeTruthy();
    expect(verdict.getByText("aud")).toBeTruthy();
  });

  it("is never called valid without a verified signature", async () => {
    show(inspected({ verified: null, key: null, keys: null }));
    await paste("a.b.c");
    expect((await screen.findByTestId("inspect-verdict")).dataset.state).toBe("waiting");
  });
});

describe("what it is verified with", () => {
  it("is the pasted key, the stored key, or the secret", async () => {
    show(inspected());
    await paste("a.b.c");
    await userEvent.click(screen.getByTestId("inspect-key-text"));
    await userEvent.paste("-----BEGIN PUBLIC KEY-----");
    await expect.poll(() => asked().key).toEqual({ kind: "text", text: "-----BEGIN PUBLIC KEY-----" });
    await userEvent.selectOptions(screen.getByTestId("inspect-key-mode"), "secret");
    await userEvent.type(screen.getByTestId("inspect-key-secret"), "TESTsecret");
    await expect.poll(() => asked().key).toEqual({ kind: "secret", secret: "TESTsecret" });
    await userEvent.selectOptions(screen.getByTestId("inspect-algorithm"), "HS256");
    await expect.poll(() => asked().algorithm).toBe("HS256");
  });

  it("is fetched only after its host was typed again", async () => {
    const file = { handle: 3, fileName: "keys.example/certs" };
    show(inspected(), {
      inspector_keys_fetch: () => ({ outcome: "fetched", file, host: "keys.example", at: 1_776_229_090 }),
    });
    await paste("a.b.c");
    await userEvent.selectOptions(screen.getByTestId("inspect-key-mode"), "address");
    await userEvent.type(screen.getByTestId("inspect-key-address"), "https://keys.example/certs");
    const fetch = await screen.findByTestId("inspect-key-fetch");
    expect(fetch.hasAttribute("disabled")).toBe(true);
    await userEvent.type(screen.getByTestId("inspect-key-host"), "keys.example");
    await userEvent.click(fetch);
    await expect.poll(() => asked().key).toEqual({ kind: "file", handle: 3 });
    expect(calls.find(({ name }) => name === "inspector_keys_fetch")?.input).toEqual({
      address: "https://keys.example/certs",
      confirmedHost: "keys.example",
    });
  });

  it("takes the address of a record's issuer, and its host is still typed", async () => {
    const records = sampleApps();
    const [first] = records;
    const service = first?.draft.service;
    if (service?.kind !== "lineWorks") throw new Error("the first sample is an app of LINE WORKS");
    service.openId.jwksUri = "https://keys.example/jwks";
    show(inspected(), appHandlers(records));
    await apps.load();
    await paste("a.b.c");
    await userEvent.selectOptions(screen.getByTestId("inspect-key-mode"), "address");
    await userEvent.click(screen.getByTestId("inspect-key-record"));
    const list = await screen.findByTestId("picker-list");
    const [only, ...others] = within(list).getAllByRole("option");
    expect(others).toEqual([]);
    await userEvent.click(only ?? document.body);
    const address = screen.getByTestId<HTMLInputElement>("inspect-key-address");
    await expect.poll(() => address.value).toBe("https://keys.example/jwks");
    const fetch = await screen.findByTestId("inspect-key-fetch");
    expect(fetch.hasAttribute("disabled")).toBe(true);
  });

  it("tells a redirect instead of following it", async () => {
    show(inspected(), {
      inspector_keys_fetch: () => ({ outcome: "redirected", status: 302, location: "https://e\u202Evil/" }),
    });
    await paste("a.b.c");
    await userEvent.selectOptions(screen.getByTestId("inspect-key-mode"), "address");
    await userEvent.type(screen.getByTestId("inspect-key-address"), "https://keys.example/");
    await userEvent.type(await screen.findByTestId("inspect-key-host"), "keys.example");
    await userEvent.click(screen.getByTestId("inspect-key-fetch"));
    expect(await screen.findByText(/points to https:\/\/e‹U\+202E›vil/)).toBeTruthy();
  });
});

describe("other ways in", () => {
  it("takes a dropped token and a dropped key", async () => {
    show(inspected());
    await tell("inspector-dropped", { token: { fileName: "t.jwt", text: "x.y.z" }, key: null });
    await expect.poll(() => asked()?.source).toEqual({ kind: "text", text: "x.y.z" });
    expect(await screen.findByText("From t.jwt")).toBeTruthy();
    await tell("inspector-dropped", { token: null, key: { handle: 7, fileName: "k.pem" } });
    await expect.poll(() => asked().key).toEqual({ kind: "file", handle: 7 });
  });

  it("shows a held opaque token by its seal, with what the vault knows", async () => {
    const view = inspected({
      reading: { ...inspected().reading, kind: "opaque", header: null, claims: null, signatureBytes: null },
      verified: null,
      checks: [],
      profile: null,
      parts: [{ kind: "secret", shown: "jp1AAA…kQ8w", length: 146, sha256: "c1d09e4f" }],
    });
    show(view, {}, { room: "inspector", source: { kind: "held", appId: 1 } });
    expect(await screen.findByRole("heading", { name: "This token is opaque" })).toBeTruthy();
    expect(asked().source).toEqual({ kind: "held", appId: 1 });
    expect(screen.queryByTestId("inspect-text")).toBeNull();
    expect(await axeFaults()).toEqual([]);
  });

  it("forgets everything on Clear", async () => {
    show(inspected());
    await paste("a.b.c");
    await screen.findByTestId("inspect-verdict");
    await userEvent.click(screen.getByTestId("inspect-clear"));
    expect(await screen.findByText("No token yet")).toBeTruthy();
    expect((screen.getByTestId("inspect-text") as HTMLTextAreaElement).value).toBe("");
  });
});
