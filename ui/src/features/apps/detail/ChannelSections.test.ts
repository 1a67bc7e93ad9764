import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";

import { axeFaults } from "../../../../dev/axe";
import {
  channelKey,
  channelRecord,
  channelRun,
  channelToken,
  channelView,
} from "../../../../dev/mock/channels";
import { candidate } from "../../../../dev/mock/apps";
import { calls, installMock, refusal, type Handlers } from "../../../../dev/mock/handlers";
import type { ChannelAsk, ChannelView, Run } from "../../../ipc/bindings";
import { clock } from "../../../state/clock.svelte";

import ChannelKeysSection from "./ChannelKeysSection.svelte";
import ChannelTokensSection from "./ChannelTokensSection.svelte";

const named = (name: string) => calls.filter((one) => one.name === name).map(({ input }) => input);
const asked = () => named("channel_run").map((input) => (input as { ask: ChannelAsk }).ask);

function withView(view: ChannelView, more: Handlers = {}): Handlers {
  return { channel_get: () => view, ...more };
}

/** Answers every question with this run. */
function answering(run: Run): Handlers {
  return {
    channel_run: (_, tell) => {
      tell({ kind: "started", run });
      tell({ kind: "finished", run });
      return run;
    },
  };
}

async function tokens(view: ChannelView, more: Handlers = {}) {
  installMock(withView(view, more));
  const shown = render(ChannelTokensSection, { view: channelRecord() });
  await screen.findByTestId("ledger");
  return shown;
}

async function keys(view: ChannelView, more: Handlers = {}) {
  installMock(withView(view, more));
  const shown = render(ChannelKeysSection, { view: channelRecord() });
  await screen.findByTestId("make-key");
  return shown;
}

afterEach(() => {
  vi.useRealTimers();
  clock.refresh();
});

describe("tokens of a channel", () => {
  it("says what there is to do while there is no token, and has no fault for axe", async () => {
    const { container } = await tokens(channelView());
    expect(screen.getByText("No token yet.")).toBeTruthy();
    expect(screen.getByText(/Not asked yet/)).toBeTruthy();
    expect(screen.getByText("JWT; no key has a kid yet")).toBeTruthy();
    expect(await axeFaults(container)).toEqual([]);
  });

  it("holds the place while the channel is read", async () => {
    let give: (view: ChannelView) => void = () => undefined;
    installMock({ channel_get: () => new Promise<ChannelView>((resolve) => (give = resolve)) });
    render(ChannelTokensSection, { view: channelRecord() });
    expect(screen.queryByTestId("ledger")).toBeNull();
    expect(screen.queryByTestId("issue-v21")).toBeNull();
    await vi.waitFor(() => expect(named("channel_get")).toHaveLength(1));
    give(channelView());
    expect(await screen.findByTestId("ledger")).toBeTruthy();
  });

  it("tells a channel that can't be read, and reads it again", async () => {
    let broken = true;
    installMock({
      channel_get: () => {
        if (broken) throw refusal("vaultBusy");
        return channelView();
      },
    });
    render(ChannelTokensSection, { view: channelRecord() });
    const again = await screen.findByRole("button", { name: /again/i });
    broken = false;
    await userEvent.click(again);
    expect(await screen.findByTestId("ledger")).toBeTruthy();
  });

  it("counts down what is left, and says when a new one is due", async () => {
    vi.useFakeTimers({ now: 1_776_231_128_000, toFake: ["Date"] });
    clock.refresh();
    const since = 1_776_231_128;
    const stateless = channelToken({ kind: "stateless", keyId: null, since, endsAt: since + 899 });
    const view = channelView({
      tokens: [stateless, channelToken({ id: 8, since, endsAt: since + 86_400 * 7 })],
    });
    await tokens(view);
    const left = () =>
      screen.getAllByTestId("time-left").map((one) => one.textContent.replace(/\s+/g, " ").trim());
    expect(left()).toEqual(["14:59 of 14:59", "7 d of 7 d"]);
    vi.setSystemTime(1_776_231_128_000 + 850_000);
    clock.refresh();
    await vi.waitFor(() => expect(left()[0]).toBe("0:49 of 14:59 · issue again"));
    expect(left()[1]).toBe("6 d of 7 d");
  });

  it("marks what spends a place, and asks first", async () => {
    await tokens(channelView(), answering(channelRun()));
    await userEvent.click(screen.getByTestId("issue-v21"));
    expect(asked()).toEqual([]);
    const group = within(screen.getByTestId("asked"));
    expect(group.getByText(/one of the channel’s 30 places/)).toBeTruthy();
    await userEvent.click(group.getByTestId("issue-confirm"));
    await vi.waitFor(() => expect(asked()).toEqual([{ kind: "v21", lifeSeconds: 604_800 }]));
  });

  it("warns of both limits", async () => {
    await tokens(channelView({ liveV21: 30, liveShortLived: 30 }));
    expect(screen.getByText(/LINE refuses the next one/)).toBeTruthy();
    expect(screen.getByText(/the next one ends the oldest of them/)).toBeTruthy();
  });

  it("revokes only after a question, and never offers it for a stateless token", async () => {
    const stateless = channelToken({ id: 3, kind: "stateless", keyId: null });
    await tokens(channelView({ tokens: [channelToken(), stateless] }), answering(channelRun()));
    expect(screen.getAllByTestId("revoke")).toHaveLength(1);
    expect(screen.getByText("dies by itself, cannot be revoked")).toBeTruthy();
    await userEvent.click(screen.getByTestId("revoke"));
    expect(asked()).toEqual([]);
    await userEvent.click(await screen.findByTestId("revoke-confirm"));
    await vi.waitFor(() => expect(asked()).toEqual([{ kind: "revoke", token: { kind: "held", id: 7 } }]));
  });

  it("shows what LINE says of a token beside it", async () => {
    const body = '{"client_id":"2004518893","expires_in":3138007490,"scope":"P CM"}';
    await tokens(channelView({ tokens: [channelToken()] }), answering(channelRun({}, body)));
    await userEvent.click(screen.getByTestId("verify"));
    expect((await screen.findByTestId("line-says")).textContent).toContain(
      "expires_in 3138007490 · scope P CM",
    );
  });

  it("names what is listed and was not issued here, and what is gone", async () => {
    const tokens_ = [
      channelToken(),
      channelToken({ id: 8, keyId: "U_gdnFYKTWRb2mDVZexGg", state: "gone", missing: true }),
    ];
    const keyIds = [
      { keyId: "sDTOzw5wIfxR4PEzcmeQA", tokenId: 7 },
      { keyId: "73hDyp3PxGfqL8sD6U5qYA", tokenId: null },
    ];
    await tokens(channelView({ tokens: tokens_, listed: { at: 1_776_231_128, keyIds } }));
    const listed = within(screen.getByTestId("key-ids"));
    expect(listed.getByText(/held here, 4 d of 30 d/)).toBeTruthy();
    expect(listed.getByText("issued elsewhere")).toBeTruthy();
    expect(listed.getByText(/1 not made here/)).toBeTruthy();
    expect(screen.getByText("LINE does not list it any more.")).toBeTruthy();
  });

  it("keeps long and strange identifiers readable and harmless", async () => {
    const keyId = `<b>${"x".repeat(300)}\u202e`;
    const listed = { at: 1, keyIds: [{ keyId, tokenId: null }] };
    const { container } = await tokens(channelView({ tokens: [channelToken({ keyId })], listed }));
    expect(container.querySelector("b")).toBeNull();
    const row = screen.getByTestId("ledger-row");
    expect(within(row).getByTitle(/^<b>x+/).textContent.length).toBeLessThan(40);
    expect(container.textContent).not.toContain("\u202e");
  });

  it("keeps what was pasted until it was taken", async () => {
    await tokens(channelView(), {
      channel_token_add: () => Promise.reject(refusal("invalidInput")) as never,
    });
    const field: HTMLInputElement = screen.getByTestId("paste");
    expect(field.type).toBe("password");
    await userEvent.type(field, "not a token");
    await userEvent.click(screen.getByTestId("paste-add"));
    await vi.waitFor(() => expect(named("channel_token_add")).toHaveLength(1));
    expect(field.value).toBe("not a token");
  });
});

describe("signing keys of a channel", () => {
  it("says what they are for while there is none", async () => {
    const { container } = await keys(channelView());
    expect(screen.getByText(/No signing key yet/)).toBeTruthy();
    expect(await axeFaults(container)).toEqual([]);
  });

  it("gives out the public half and takes the kid back", async () => {
    const fresh = channelKey({ id: 2, kid: "", registeredAt: null, current: false });
    const after = channelView({ keys: [channelKey({ id: 2 }), channelKey({ current: false })] });
    const before = channelView({ keys: [fresh, channelKey()] });
    await keys(before, {
      channel_key_name: () => after,
      text_copy: () => ({ holds: "public", clearsAt: null }),
    });
    const card = within(screen.getAllByTestId("channel-key")[0] as HTMLElement);
    expect(card.getByText("no kid yet")).toBeTruthy();
    expect(card.queryByTestId("prove")).toBeNull();
    await userEvent.click(card.getByTestId("copy-jwk"));
    const [copied] = named("text_copy") as { text: string }[];
    expect(Object.keys(JSON.parse(copied?.text ?? "{}") as object)).not.toContain("kid");
    await userEvent.type(card.getByTestId("kid"), "536e453c-new{Enter}");
    await vi.waitFor(() =>
      expect(named("channel_key_name")).toEqual([{ appId: 1, id: 2, kid: "536e453c-new" }]),
    );
    expect(await screen.findByText(/2 keys have a kid/)).toBeTruthy();
  });

  it("says why LINE would refuse a key, and gives none out", async () => {
    await keys(channelView({ keys: [channelKey({ publicJwk: null, refusal: "not2048Bits" })] }));
    expect(screen.queryByTestId("copy-jwk")).toBeNull();
    expect(screen.getByText(/2048/)).toBeTruthy();
  });

  it("deletes an old key after a question, and never the one that signs", async () => {
    const both = channelView({ keys: [channelKey({ id: 2 }), channelKey({ current: false })] });
    await keys(both, { channel_key_forget: () => channelView({ keys: [channelKey({ id: 2 })] }) });
    expect(screen.getAllByTestId("forget-key")).toHaveLength(1);
    await userEvent.click(screen.getByTestId("forget-key"));
    expect(named("channel_key_forget")).toEqual([]);
    await userEvent.click(await screen.findByTestId("forget-key-confirm"));
    await vi.waitFor(() => expect(named("channel_key_forget")).toEqual([{ appId: 1, id: 1 }]));
  });

  it("brings in an existing key with its kid", async () => {
    const more: Handlers = {
      key_paste: () => candidate(),
      channel_key_import: () => channelView({ keys: [channelKey()] }),
    };
    await keys(channelView(), more);
    await userEvent.click(screen.getByTestId("import-key"));
    await userEvent.type(screen.getByTestId("import-kid"), "536e453c");
    await userEvent.click(screen.getByTestId("channel-key-paste"));
    await userEvent.type(screen.getByTestId("channel-key-paste-text"), "TEST key");
    await userEvent.click(screen.getByTestId("channel-key-paste-read"));
    await userEvent.click(await screen.findByTestId("key-import"));
    const { handle } = candidate();
    await vi.waitFor(() =>
      expect(named("channel_key_import")).toEqual([{ appId: 1, handle, kid: "536e453c" }]),
    );
    expect(await screen.findByTestId("channel-key")).toBeTruthy();
    expect(screen.queryByTestId("import-kid")).toBeNull();
  });

  it("tells where the sandbox takes public keys", async () => {
    await keys(channelView({ console: "http://127.0.0.1:4000/line/console" }));
    expect(screen.getByTestId("sandbox-console").textContent).toBe("http://127.0.0.1:4000/line/console");
  });
});
