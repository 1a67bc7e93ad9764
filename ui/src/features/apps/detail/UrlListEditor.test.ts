import { render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";

import { calls, installMock } from "../../../../dev/mock/handlers";
import { redirectHandlers } from "../../../../dev/mock/redirect";

import UrlListEditor from "./UrlListEditor.svelte";

function show(items: string[]) {
  installMock(redirectHandlers());
  const onchange = vi.fn();
  render(UrlListEditor, {
    name: "Redirect URLs",
    addLabel: "New URL",
    items,
    empty: "None.",
    testid: "urls",
    rules: "lineWorks",
    openid: false,
    onchange,
  });
  return onchange;
}

function judged(): string[] {
  return (calls.findLast(({ name }) => name === "redirect_judge")?.input as { urls: string[] }).urls;
}

describe("a list of redirect URLs", () => {
  it("is judged as a whole while one of them is typed, with its characters underlined", async () => {
    show(["https://a.example.com/cb"]);
    await userEvent.type(screen.getByLabelText("New URL"), "http://b.example.com/cb");
    await waitFor(() => expect(judged()).toEqual(["https://a.example.com/cb", "http://b.example.com/cb"]));
    expect(await screen.findByText(/The scheme must be https, not “http”/)).toBeTruthy();
    expect(document.querySelector(".mark.bad")?.textContent).toBe("http");
    expect(screen.getByLabelText("New URL").getAttribute("aria-invalid")).toBe("true");
  });

  it("becomes several rows when several URLs are pasted at once", async () => {
    const onchange = show(["https://a.example.com/cb"]);
    await userEvent.click(screen.getByLabelText("New URL"));
    await userEvent.paste("https://b.example.com/cb\nhttps://a.example.com/cb\nhttps://c.example.com/cb");
    await waitFor(() =>
      expect(onchange).toHaveBeenCalledWith([
        "https://a.example.com/cb",
        "https://b.example.com/cb",
        "https://c.example.com/cb",
      ]),
    );
  });

  it("keeps a row that is edited, and loses one that is emptied", async () => {
    const onchange = show(["https://a.example.com/cb", "https://b.example.com/cb"]);
    const second = screen.getByLabelText(/2/);
    await userEvent.type(second, "2{Enter}");
    expect(onchange).toHaveBeenLastCalledWith(["https://a.example.com/cb", "https://b.example.com/cb2"]);
    await userEvent.clear(second);
    await userEvent.tab();
    expect(onchange).toHaveBeenLastCalledWith(["https://a.example.com/cb"]);
  });
});
