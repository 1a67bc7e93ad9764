import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";

import { axeFaults } from "../../../dev/axe";
import { candidate } from "../../../dev/mock/apps";
import { calls, installMock } from "../../../dev/mock/handlers";
import type { Cause, Diagnosis, Explanation, ExplainView } from "../../ipc/bindings";
import { locale } from "../../state/locale.svelte";
import { router } from "../../state/router.svelte";
import { causeWords, wordsOf } from "../../words/cause";

import { explainFacts } from "./explainFacts";
import ExplainPage from "./ExplainPage.svelte";

function fault(cause: Cause, change: Partial<Diagnosis> = {}): Diagnosis {
  const params = { pasted: "true", ...change.params };
  return { cause, confidence: "certain", fixes: ["importKey"], ruledOut: [], also: [], ...change, params };
}

function view(change: Partial<Explanation>, record: ExplainView["record"] = null): ExplainView {
  const explanation: Explanation = {
    material: ["assertion"],
    diagnosis: null,
    checked: ["base64urlForm"],
    serverWords: null,
    httpStatus: null,
    serverNow: null,
    shown: [{ kind: "secret", shown: "", length: 300, sha256: "0d94e73c" }],
    ...change,
  };
  return { explanation, record };
}

async function explain(answer: ExplainView, text = "something") {
  installMock({ failure_explain: () => answer });
  const page = render(ExplainPage);
  await userEvent.type(screen.getByTestId("explain-text"), text);
  await userEvent.click(screen.getByTestId("explain-go"));
  await screen.findByTestId("explain-report");
  return page;
}

describe("explaining what was pasted", () => {
  it("names the first fault, the others behind it, and what is right", async () => {
    const first = fault("localTimeAsUtc", {
      params: { hours: "9", iat: "1776198728", direction: "slow", now: "1776231128" },
      also: [fault("subjectWrong", { params: { actual: "x" } })],
    });
    const { container } = await explain(view({ diagnosis: first }));
    const faults = screen.getAllByTestId("explain-fault").map((one) => one.dataset.cause);
    expect(faults).toEqual(["localTimeAsUtc", "subjectWrong"]);
    expect(container.textContent).toContain("9 h off");
    expect(container.textContent).toContain("written in base64url");
    expect(await axeFaults(container)).toEqual([]);
  });

  it("leads to the record that the text speaks of", async () => {
    await explain(view({ diagnosis: fault("keyNotThisApps") }, { appId: 7, name: "勤怠 Bot" }));
    const card = screen.getByTestId("explain-fault");
    await userEvent.click(within(card).getByTestId("explain-fix-importKey"));
    expect(router.current).toEqual({ room: "app", id: 7, section: "key" });
  });

  it("takes a damaged key to the key desk, without a record", async () => {
    const damaged = fault("keyTextDamaged", { fixes: ["mendKey"], params: { repairs: "bom crLf" } });
    const { container } = await explain(view({ diagnosis: damaged }), "-----BEGIN");
    expect(container.textContent).toContain(
      "the byte order mark at the start was left out, Windows line ends were changed",
    );
    installMock({ key_paste: () => candidate() });
    await userEvent.click(screen.getByTestId("explain-fix-mendKey"));
    expect(router.current).toEqual({ room: "keys", candidate: candidate() });
    expect(calls.at(-1)).toEqual({ name: "key_paste", input: { text: "-----BEGIN" } });
  });

  it("names what breaks a token with its part and its place, in the language of the page", () => {
    const params = { problem: "foreignCharacter", part: "claims", position: "12", character: "*" };
    const broken = fault("assertionBroken", { params });
    expect(explainFacts(broken).problem).toBe("payload, character 12: * can't be there.");
    locale.choose("ja");
    expect(explainFacts(broken).problem).toBe("ペイロード、12 文字目: * は使えない文字です。");
    const unusable = fault("keyUnusable", { params: { problem: "tooFewBits", bits: "1024" } });
    expect(explainFacts(unusable).problem).toContain("1024 ビット");
    locale.choose("en");
  });

  it("offers no button without a record", async () => {
    await explain(view({ diagnosis: fault("keyNotThisApps") }));
    expect(screen.queryByTestId("explain-fix-importKey")).toBeNull();
  });

  it("says when nothing is wrong, and when nothing can be read", async () => {
    const { unmount } = await explain(view({}));
    expect(screen.getByText("Nothing wrong was found")).toBeTruthy();
    unmount();
    await explain(view({ material: [] }));
    expect(screen.getByText("This text says nothing about a failure")).toBeTruthy();
  });

  it("runs nothing of what was pasted", async () => {
    const script = "<img src=x onerror=alert(1)><script>alert(1)</script>";
    const params = { actual: script, detail: script, error: script };
    const answer = view(
      {
        diagnosis: fault("issuerWrong", { params }),
        serverWords: script,
        shown: [{ kind: "plain", text: script }],
      },
      { appId: 1, name: script },
    );
    const { container } = await explain(answer);
    expect(container.querySelector("img, script")).toBeNull();
    expect(container.textContent).toContain(script);
  });

  it("forgets the text when it is cleared", async () => {
    await explain(view({}));
    await userEvent.click(screen.getByTestId("explain-clear"));
    expect(screen.getByTestId<HTMLTextAreaElement>("explain-text").value).toBe("");
    expect(screen.queryByTestId("explain-report")).toBeNull();
    expect(calls.filter(({ name }) => name === "failure_explain")).toHaveLength(1);
  });
});

it.each(Object.keys(causeWords) as Cause[])("%s is told of a pasted text in both languages", (cause) => {
  const params = { actual: "x", seconds: "5", hours: "9", iat: "1776198728", direction: "slow" };
  for (const language of ["en", "ja"] as const) {
    locale.choose(language);
    const diagnosis = fault(cause, { params });
    const facts = explainFacts(diagnosis);
    const text = `${wordsOf(diagnosis).title(facts)} ${wordsOf(diagnosis).why(facts)}`;
    expect(text).not.toMatch(/undefined|null|NaN|\{\w+\}/);
  }
  locale.choose("en");
});
