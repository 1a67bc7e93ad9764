import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";

import { axeFaults } from "../../../dev/axe";
import { appHandlers, candidate, keyForms, keyReport, sampleApps } from "../../../dev/mock/apps";
import { calls, installMock, refusal, tell, type Handlers } from "../../../dev/mock/handlers";
import { deskHandlers, deskView, locked, member, mended, publicHalf } from "../../../dev/mock/keys";
import type { KeyDeskView, KeyProblem } from "../../ipc/bindings";
import { apps } from "../../state/apps.svelte";
import { router } from "../../state/router.svelte";
import { toasts } from "../../state/toasts.svelte";

import KeyDeskPage from "./KeyDeskPage.svelte";

async function show(files: KeyDeskView[], more: Handlers = {}) {
  installMock({ ...appHandlers(sampleApps()), ...deskHandlers(files), ...more });
  await apps.load();
  const shown = render(KeyDeskPage, { route: { room: "keys" } });
  await screen.findByRole("heading", { level: 1, name: "Key desk" });
  return shown;
}

const asked = (name: string) => calls.filter((one) => one.name === name).map(({ input }) => input);

async function pick() {
  await userEvent.click(screen.getByRole("button", { name: "Choose a file…" }));
}

async function open(view: KeyDeskView, more: Handlers = {}) {
  const shown = await show([view], more);
  await pick();
  await screen.findByTestId("desk-facts");
  return shown;
}

describe("what a file is", () => {
  it("names kind, format and fingerprints of the chosen file", async () => {
    await open(deskView());
    expect(screen.getByTestId("desk-kind").textContent).toMatch(/RSA 2048 bits\s+· PKCS#8/);
    expect(screen.getByTestId("desk-sha256").textContent).toBe(keyReport.spkiSha256);
    expect(screen.getByText("private_20260415110203.key")).toBeTruthy();
    expect(screen.queryByTestId("desk-repairs")).toBeNull();
    expect(await axeFaults()).toEqual([]);
  });

  it("reads pasted text and empties the field", async () => {
    await show([deskView({}, { fileName: null })]);
    await userEvent.click(screen.getByRole("button", { name: "Paste the text" }));
    await userEvent.type(screen.getByLabelText("Text of a key or certificate"), "-----BEGIN");
    await userEvent.click(screen.getByTestId("desk-paste-read"));
    expect(await screen.findByText("Pasted text")).toBeTruthy();
    expect(asked("key_paste")).toEqual([{ text: "-----BEGIN" }]);
    expect(document.body.innerHTML).not.toContain("-----BEGIN<");
  });

  it("takes the key that another page brought, once", async () => {
    const brought = deskView();
    installMock({ ...appHandlers(sampleApps()), ...deskHandlers([brought]), key_look: () => brought });
    render(KeyDeskPage, { route: { room: "keys", candidate: brought.candidate } });
    await screen.findByTestId("desk-facts");
    expect(router.current).toEqual({ room: "keys" });
  });

  it("takes a dropped file as the first, and the next one for comparison", async () => {
    await show([deskView(), publicHalf]);
    await tell("key-dropped", deskView().candidate);
    await screen.findByTestId("desk-facts");
    await tell("key-dropped", publicHalf.candidate);
    await screen.findByTestId("desk-match");
    expect(asked("key_match")).toEqual([{ first: 7, second: 8 }]);
  });

  it("says why a dropped file could not be read", async () => {
    await show([deskView()]);
    await tell("key-drop-failed", refusal("fileUnreadable"));
    await vi.waitFor(() => expect(toasts.current?.tone).toBe("bad"));
  });

  it("shows what is mended, before and after, while nothing is stored", async () => {
    await open(mended);
    expect(within(screen.getByTestId("desk-repairs")).getAllByRole("listitem")).toHaveLength(2);
    const [before, after] = [...screen.getByTestId("desk-mending").querySelectorAll("pre")];
    expect(before?.textContent).toContain("KEY-----\\n••••\\n");
    expect(before?.textContent).toContain("‹U+000D›");
    expect(after?.textContent).toContain("KEY-----\n••••\n");
    expect(asked("key_import")).toEqual([]);
    expect(screen.getByText("Others on this computer can read this file.")).toBeTruthy();
    expect(await axeFaults()).toEqual([]);
  });

  it("asks for a passphrase, keeps the file when it is wrong, and reads on when it is right", async () => {
    let opened = false;
    await open(locked, {
      key_look: () => (opened ? deskView({}, { fileName: "partner.p12" }) : locked),
      key_unlock: ({ passphrase }) => {
        if (passphrase !== "right") throw refusal("keyPassphraseWrong");
        opened = true;
        return candidate({ fileName: "partner.p12" });
      },
    });
    expect(screen.getByTestId("desk-encryption").textContent).toBe("AES-256-CBC, PBKDF2, 600000 rounds");
    expect(screen.queryByTestId("desk-problems")).toBeNull();
    await userEvent.type(screen.getByTestId("key-passphrase"), "wrong{Enter}");
    expect(await screen.findByText(/passphrase/i, { selector: "[aria-live] *" })).toBeTruthy();
    expect(screen.getByTestId("desk-facts").dataset["state"]).toBe("needsPassphrase");
    await userEvent.type(screen.getByTestId("key-passphrase"), "right{Enter}");
    await vi.waitFor(() => expect(screen.getByTestId("desk-facts").dataset["state"]).toBe("ready"));
    expect(asked("key_discard")).toEqual([]);
  });

  const refused: [KeyProblem, RegExp][] = [
    ["notRsa", /RS256/],
    ["tooFewBits", /1024 bits are too few/],
    ["kdfTooCostly", /./],
    ["cutOff", /./],
  ];
  it.each(refused)("refuses with the reason: %s", async (problem, words) => {
    const report = { ...keyReport, bits: 1024, problems: [problem] };
    await open(deskView({ public: null, members: [] }, { state: "refused", report }));
    expect(screen.getByTestId("desk-problems").textContent).toMatch(words);
    expect(screen.queryByTestId("desk-put")).toBeNull();
    expect(screen.queryByTestId("desk-save-private")).toBeNull();
  });

  it("finds nothing wrong with a public half, and offers no private key of it", async () => {
    await open(publicHalf);
    expect(screen.queryByTestId("desk-problems")).toBeNull();
    expect(screen.getByTestId("desk-form-text")).toBeTruthy();
    expect(screen.queryByTestId("desk-save-private")).toBeNull();
  });

  it("writes out what hides in names from files, and makes no element of them", async () => {
    const name = '<img src=x onerror="window.ran=1">\u202e';
    const members = [member({ name }), member({ kind: "certificate", name })];
    const { container } = await open(deskView({ members }, { fileName: name }));
    expect(container.querySelector("img")).toBeNull();
    expect(screen.getAllByText('<img src=x onerror="window.ran=1">‹U+202E›')).toHaveLength(3);
  });
});

describe("whose it is", () => {
  it("names the records that have the key and had it, and opens them", async () => {
    const at = 1_760_000_000;
    const spkiSha256 = keyReport.spkiSha256 ?? "";
    await open(
      deskView({
        owners: [
          { appId: 3, name: "Attendance Bot", current: true, at, spkiSha256, kid: null },
          { appId: 4, name: "Old batch", current: false, at, spkiSha256, kid: null },
          { appId: 5, name: "Shop notices", current: true, at, spkiSha256, kid: "536e453c" },
          { appId: 6, name: "Shop test", current: true, at, spkiSha256, kid: "" },
        ],
      }),
    );
    const list = within(screen.getByTestId("desk-owners"));
    expect(list.getByText(/Attendance Bot has this key/)).toBeTruthy();
    expect(list.getByText(/Old batch had this key/)).toBeTruthy();
    await userEvent.click(list.getByRole("button", { name: "Open Attendance Bot" }));
    expect(router.current).toMatchObject({ room: "app", id: 3 });
  });

  it("says so when no record has it", async () => {
    await open(deskView());
    expect(screen.getByText("No record has this key.")).toBeTruthy();
  });
});

describe("a second file", () => {
  it.each([
    ["samePair", "The same pair: both hold the same private key."],
    ["otherHalf", "They belong together: one is the public half of the other."],
    ["samePublicKey", "The same public key; neither file holds its private half."],
    ["different", "Different keys: they do not belong together."],
    ["notComparable", "They cannot be compared."],
  ] as const)("is held against the first: %s", async (relation, words) => {
    const files = [deskView(), publicHalf];
    await show(files, deskHandlers(files, relation));
    await pick();
    await userEvent.click(await screen.findByTestId("desk-second-choose"));
    const found = await screen.findByTestId("desk-match");
    expect(found.textContent).toContain(words);
    expect(await axeFaults()).toEqual([]);
  });

  it("is asked for its own passphrase", async () => {
    const second = { ...locked, candidate: { ...locked.candidate, handle: 8 } };
    await show([deskView(), second]);
    await pick();
    await userEvent.click(await screen.findByTestId("desk-second-choose"));
    expect(await screen.findByTestId("key-passphrase")).toBeTruthy();
  });

  it("is dropped with the first when everything starts over", async () => {
    await show([deskView(), publicHalf]);
    await pick();
    await userEvent.click(await screen.findByTestId("desk-second-choose"));
    await screen.findByTestId("desk-match");
    await userEvent.click(screen.getByTestId("desk-again"));
    expect(screen.queryByTestId("desk-facts")).toBeNull();
    expect(asked("key_discard")).toEqual([{ handle: 7 }, { handle: 8 }]);
  });
});

describe("what is given out", () => {
  it("shows and copies each public form", async () => {
    await open(deskView());
    for (const [name, text] of [
      ["Public PEM", keyForms.publicPem],
      ["Public JWK", keyForms.publicJwk],
      ["JWK for LINE", keyForms.lineJwk],
    ] as const) {
      await userEvent.click(screen.getByRole("radio", { name }));
      await userEvent.click(screen.getByTestId("desk-copy"));
      expect(asked("text_copy").at(-1)).toEqual({ text });
    }
  });

  it("saves the chosen form, and the private key, by handle only", async () => {
    await open(deskView());
    await userEvent.click(screen.getByRole("radio", { name: "Public JWK" }));
    await userEvent.click(screen.getByTestId("desk-save"));
    await userEvent.click(screen.getByTestId("desk-save-private"));
    expect(asked("key_save")).toEqual([
      { handle: 7, form: "publicJwk" },
      { handle: 7, form: "pkcs8Pem" },
    ]);
  });

  it("says nothing was saved when the dialog was closed", async () => {
    await open(deskView(), { key_save: () => ({ saved: false }) });
    toasts.show("before");
    await userEvent.click(screen.getByTestId("desk-save"));
    expect(toasts.current?.text).toBe("before");
  });

  it("tells why LINE would refuse the key instead of giving a form that fails there", async () => {
    await open(deskView({ public: { ...keyForms, lineJwk: null, lineRefusal: "not2048Bits" } }));
    await userEvent.click(screen.getByRole("radio", { name: "JWK for LINE" }));
    expect(screen.getByText("LINE takes RSA keys of 2048 bits only.")).toBeTruthy();
    expect(screen.queryByTestId("desk-copy")).toBeNull();
  });
});

describe("a new pair", () => {
  it("is made in the chosen size, and said not to be saved", async () => {
    await show([deskView({}, { fileName: null })]);
    await userEvent.selectOptions(screen.getByLabelText("Size of the new pair"), "RSA 4096");
    await userEvent.click(screen.getByTestId("desk-generate"));
    expect(await screen.findByText("New pair, not saved yet")).toBeTruthy();
    expect(asked("key_generate")).toEqual([{ bits: "4096" }]);
  });
});

describe("into a record", () => {
  async function choose(name: string) {
    await userEvent.click(screen.getByRole("combobox", { name: "Record" }));
    await userEvent.click(await screen.findByRole("option", { name: new RegExp(name) }));
    await userEvent.click(screen.getByTestId("desk-put"));
  }

  it("goes at once where no key is", async () => {
    await open(deskView());
    await choose("Safety check 安否確認");
    await vi.waitFor(() => expect(asked("key_import")).toEqual([{ appId: 4, handle: 7 }]));
    expect(toasts.current?.text).toBe("The key is now in Safety check 安否確認");
  });

  it("goes nowhere while no record was chosen", async () => {
    await open(deskView());
    expect(screen.getByRole<HTMLInputElement>("combobox", { name: "Record" }).value).toBe("");
    expect(screen.getByTestId("desk-put")).toHaveProperty("disabled", true);
  });

  it("asks before it replaces a key", async () => {
    await open(deskView());
    await choose("Attendance Bot");
    const dialog = await screen.findByRole("dialog", { name: "Attendance Bot already has a key" });
    expect(asked("key_import")).toEqual([]);
    await userEvent.click(within(dialog).getByTestId("desk-put-now"));
    await vi.waitFor(() => expect(asked("key_import")).toEqual([{ appId: 1, handle: 7 }]));
  });

  it("says so when there is no record", async () => {
    await open(deskView(), { app_list: () => [] });
    expect(await screen.findByText(/There is no record yet/)).toBeTruthy();
    expect(screen.queryByTestId("desk-put")).toBeNull();
  });
});
