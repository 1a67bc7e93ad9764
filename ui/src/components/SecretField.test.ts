import { fireEvent, render, screen } from "@testing-library/svelte";
import { tick } from "svelte";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { clock } from "$lib/state/clock.svelte";
import { session } from "$lib/state/session.svelte";

import { axeFaults } from "../../dev/axe";
import { installMock, refusal } from "../../dev/mock/handlers";
import { settingsView } from "../../dev/mock/vault";
import SecretField from "./SecretField.svelte";

const SECRET = "Jx4qPz0LmW";

function field(label = "Client Secret", over: Record<string, unknown> = {}) {
  return render(SecretField, {
    label,
    present: true,
    length: 10,
    reveal: () => Promise.resolve(SECRET),
    copy: () => {
      session.useClipboard({ holds: "secret", clearsAt: Math.floor(Date.now() / 1000) + 30 });
      return Promise.resolve();
    },
    ...over,
  });
}

async function seconds(count: number) {
  await vi.advanceTimersByTimeAsync(count * 1000);
  await tick();
}

describe("SecretField", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    clock.start();
    session.useSettings(settingsView({ revealSeconds: 20 }));
  });

  it("shows the value for 20 seconds only", async () => {
    field();
    expect(screen.queryByText(SECRET)).toBeNull();
    await fireEvent.click(screen.getByRole("button", { name: "Reveal Client Secret" }));
    await seconds(0);
    expect(screen.getByText(SECRET)).toBeTruthy();
    await seconds(6);
    expect(screen.getByRole("button", { name: /Hides in 14 s/ })).toBeTruthy();
    await seconds(15);
    expect(screen.queryByText(SECRET), "the time is over").toBeNull();
  });

  it("asks for the passphrase where it was not given lately, and shows the value after it", async () => {
    const proved: string[] = [];
    installMock({
      vault_prove: ({ passphrase }) => {
        if (passphrase !== "four TEST words of mine") throw refusal("passphraseWrong");
        proved.push(passphrase);
        return {};
      },
    });
    const reveal = () =>
      proved.length > 0 ? Promise.resolve(SECRET) : Promise.reject(refusal("passphraseNeeded"));
    field("Client Secret", { reveal });
    await fireEvent.click(screen.getByRole("button", { name: "Reveal Client Secret" }));
    await seconds(0);
    const input = screen.getByLabelText("Passphrase");
    await fireEvent.input(input, { target: { value: "not this one" } });
    await fireEvent.click(screen.getByRole("button", { name: "Show the secret" }));
    await seconds(1);
    expect(screen.queryByText(SECRET), "a wrong one shows nothing").toBeNull();
    await fireEvent.input(input, { target: { value: "four TEST words of mine" } });
    await fireEvent.click(screen.getByRole("button", { name: "Show the secret" }));
    await seconds(1);
    expect(screen.getByText(SECRET)).toBeTruthy();
  });

  it("hides when the window loses the focus", async () => {
    field();
    await fireEvent.click(screen.getByRole("button", { name: "Reveal Client Secret" }));
    await seconds(0);
    await fireEvent.blur(window);
    await tick();
    expect(screen.queryByText(SECRET)).toBeNull();
  });

  it("hides one secret when another is revealed", async () => {
    field("Client Secret");
    field("Channel secret", { reveal: () => Promise.resolve("other-value") });
    await fireEvent.click(screen.getByRole("button", { name: "Reveal Client Secret" }));
    await seconds(0);
    await fireEvent.click(screen.getByRole("button", { name: "Reveal Channel secret" }));
    await seconds(0);
    expect(screen.queryByText(SECRET)).toBeNull();
    expect(screen.getByText("other-value")).toBeTruthy();
  });

  it("copies without revealing and counts down", async () => {
    field();
    await fireEvent.click(screen.getByRole("button", { name: "Copy Client Secret" }));
    await seconds(6);
    expect(screen.getByRole("button", { name: /Copied · clears in 24 s/ })).toBeTruthy();
    expect(screen.queryByText(SECRET)).toBeNull();
  });

  it("says why it could not reveal, and stays sealed", async () => {
    field("Client Secret", {
      reveal: () => Promise.reject({ code: "vaultLocked", message: "", details: {} }),
    });
    await fireEvent.click(screen.getByRole("button", { name: "Reveal Client Secret" }));
    await seconds(0);
    expect(screen.getByText("The vault is locked")).toBeTruthy();
  });

  it("offers to add a missing one and says what is off without it", async () => {
    const replace = vi.fn(() => Promise.resolve());
    field("Client Secret", { present: false, missing: "Flows that need it are off.", replace });
    expect(screen.getByText("Flows that need it are off.")).toBeTruthy();
    await fireEvent.click(screen.getByRole("button", { name: "Add Client Secret" }));
    await fireEvent.input(screen.getByLabelText("New value for Client Secret"), { target: { value: "n3w" } });
    await fireEvent.click(screen.getByRole("button", { name: "Save" }));
    await seconds(0);
    expect(replace).toHaveBeenCalledExactlyOnceWith("n3w");
  });

  it("has no accessibility fault sealed or revealed", async () => {
    vi.useRealTimers();
    field();
    expect(await axeFaults(document.body.firstElementChild ?? document.body)).toEqual([]);
    await fireEvent.click(screen.getByRole("button", { name: "Reveal Client Secret" }));
    await screen.findByText(SECRET);
    expect(await axeFaults(document.body.firstElementChild ?? document.body)).toEqual([]);
  });
});
