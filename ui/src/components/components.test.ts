import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { createRawSnippet } from "svelte";
import { describe, expect, it, vi } from "vitest";

import { asIpcError } from "$lib/ipc/call";

import { axeFaults } from "../../dev/axe";
import Button from "./Button.svelte";
import Code from "./Code.svelte";
import ErrorPanel from "./ErrorPanel.svelte";
import Field from "./Field.svelte";
import Fuse from "./Fuse.svelte";
import KeyPicture from "./KeyPicture.svelte";
import NewPassphrase from "./NewPassphrase.svelte";
import PassphraseInput from "./PassphraseInput.svelte";
import Sealed from "./Sealed.svelte";
import Segmented from "./Segmented.svelte";
import Switch from "./Switch.svelte";

const words = (text: string) => createRawSnippet(() => ({ render: () => `<span>${text}</span>` }));

describe("Button", () => {
  it("takes no second press while busy and says so", async () => {
    const onclick = vi.fn();
    render(Button, { busy: true, busyLabel: "Running…", onclick, children: words("Run test") });
    const button = screen.getByRole("button");
    expect(button.getAttribute("aria-busy")).toBe("true");
    await userEvent.click(button);
    expect(onclick).not.toHaveBeenCalled();
  });

  it("is named by its words alone, not by its key", () => {
    render(Button, { kbd: "F5", children: words("Run test") });
    expect(screen.getByRole("button", { name: "Run test" })).toBeTruthy();
  });
});

describe("Field", () => {
  const control = createRawSnippet<[{ id: string; "aria-describedby": string | undefined }]>(
    (attributes) => ({
      render: () => `<input id="${attributes().id}" aria-describedby="${attributes()["aria-describedby"]}">`,
    }),
  );

  it("ties label, hint and error to its control", async () => {
    render(Field, { label: "Redirect URL", hint: "With https", error: "Start it with https://", control });
    const input = screen.getByLabelText("Redirect URL");
    const described = (input.getAttribute("aria-describedby") ?? "")
      .split(" ")
      .map((id) => document.getElementById(id)?.textContent.trim());
    expect(described).toEqual(["With https", "Start it with https://"]);
    expect(await axeFaults(document.body.firstElementChild ?? document.body)).toEqual([]);
  });
});

describe("Segmented", () => {
  it("is a group of radios that reports the choice", async () => {
    const onchange = vi.fn();
    const options = [
      { value: "system", label: "System" },
      { value: "none", label: "None" },
    ];
    render(Segmented, { label: "Proxy", value: "system", options, onchange });
    await userEvent.click(screen.getByRole("radio", { name: "None" }));
    expect(onchange).toHaveBeenCalledExactlyOnceWith("none");
    expect(screen.getByRole("radiogroup", { name: "Proxy" })).toBeTruthy();
    expect(await axeFaults(document.body.firstElementChild ?? document.body)).toEqual([]);
  });
});

describe("Switch", () => {
  it("turns at once and tells its state", async () => {
    render(Switch, { checked: false, label: "Delete the file afterwards" });
    const control = screen.getByRole("switch", { name: "Delete the file afterwards" });
    await userEvent.click(control);
    expect(control.getAttribute("aria-checked")).toBe("true");
  });
});

describe("PassphraseInput", () => {
  it("covers what is typed until asked to show it", async () => {
    render(PassphraseInput, { value: "", "aria-label": "Passphrase" });
    const input = screen.getByLabelText("Passphrase");
    expect(input.getAttribute("type")).toBe("password");
    await userEvent.click(screen.getByRole("button", { name: "Show" }));
    expect(input.getAttribute("type")).toBe("text");
    expect(screen.getByRole("button", { name: "Hide" })).toBeTruthy();
  });
});

describe("NewPassphrase", () => {
  it("says how many characters are missing once the field is left", async () => {
    render(NewPassphrase, { value: "", valid: false });
    await userEvent.type(screen.getByLabelText("Passphrase"), "ten chars.");
    expect(screen.queryByText(/more characters are needed/)).toBeNull();
    await userEvent.tab();
    expect(screen.getByText("2 more characters are needed.")).toBeTruthy();
  });

  it("says when the two differ", async () => {
    render(NewPassphrase, { value: "", valid: false });
    await userEvent.type(screen.getByLabelText("Passphrase"), "four unrelated words here");
    await userEvent.type(screen.getByLabelText("Repeat it"), "four unrelated words her");
    await userEvent.tab();
    await userEvent.tab();
    expect(screen.getByText("The two passphrases differ.")).toBeTruthy();
    expect(screen.getByText("Hard to guess")).toBeTruthy();
  });
});

describe("Sealed", () => {
  it("is read as its length and never shows more than its ends", () => {
    render(Sealed, { length: 40, shown: "jp1AAA…kQ8w" });
    expect(screen.getByText("hidden, 40 characters")).toBeTruthy();
    expect(screen.getByText("jp1AAA…kQ8w").getAttribute("aria-hidden")).toBe("true");
  });
});

describe("Code", () => {
  it("renders markup as text and writes hidden characters out", () => {
    const { container } = render(Code, { text: `<img src=x onerror="alert(1)">\u202E` });
    expect(container.querySelector("img")).toBeNull();
    expect(container.textContent).toContain(`<img src=x onerror="alert(1)">‹U+202E›`);
  });

  it("cuts secret parts out", () => {
    const parts = [
      { kind: "plain" as const, text: "client_secret=" },
      { kind: "secret" as const, shown: "", length: 10, sha256: "7f3ac109" },
    ];
    const { container } = render(Code, { parts });
    expect(container.textContent).toContain("cut · 10 chars");
  });
});

describe("KeyPicture", () => {
  const cells = (sha256: string) => {
    const { container, unmount } = render(KeyPicture, { sha256 });
    const drawn = [...container.querySelectorAll("rect")].map(
      (cell) => `${cell.getAttribute("x")},${cell.getAttribute("y")},${cell.classList.contains("light")}`,
    );
    unmount();
    return drawn;
  };
  const one = "7F:3A:C1:09:5E:D2:44:8B:E0:16:9C:73:2A:F8:51:B6";

  it("is the same for the same key, however its fingerprint is written", () => {
    expect(cells(one)).toEqual(cells(one.replaceAll(":", "").toLowerCase()));
    expect(cells(one)).not.toEqual(cells(one.replace("7F", "80")));
  });

  it("is mirrored", () => {
    for (const cell of cells(one)) {
      const [x, y, light] = cell.split(",");
      expect(cells(one)).toContain(`${4 - Number(x)},${y},${light}`);
    }
  });
});

describe("Fuse", () => {
  it.each([
    [0.82, "ok"],
    [0.25, "warn"],
    [0.05, "bad"],
    [-1, "bad"],
  ])("with %d left is %s", (left, tone) => {
    const { container } = render(Fuse, { left });
    expect(container.querySelector(`.${tone}`)).not.toBeNull();
  });
});

describe("ErrorPanel", () => {
  it("says what happened, why and what to do, and offers to try again", async () => {
    const onretry = vi.fn();
    const error = asIpcError({ code: "vaultBusy", message: "", details: {} });
    render(ErrorPanel, { error, onretry });
    const alert = screen.getByRole("alert");
    expect(alert.textContent).toContain("The vault is in use");
    expect(alert.textContent).toContain("Another Credenza window");
    expect(alert.textContent).toContain("Close the other one");
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(onretry).toHaveBeenCalledOnce();
    expect(await axeFaults(document.body.firstElementChild ?? document.body)).toEqual([]);
  });
});
