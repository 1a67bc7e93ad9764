import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";

import { axeFaults } from "../../../../dev/axe";
import { calls, installMock } from "../../../../dev/mock/handlers";
import type { DiscoveryDocument, DiscoveryView } from "../../../ipc/bindings";

import DiscoveryForm from "./DiscoveryForm.svelte";

const document: DiscoveryDocument = {
  issuer: "https://id.example",
  authorizationEndpoint: "https://id.example/auth",
  tokenEndpoint: "https://id.example/token",
  revocationEndpoint: null,
  introspectionEndpoint: null,
  userinfoEndpoint: null,
  endSessionEndpoint: "https://id.example/bye",
  jwksUri: "https://keys.example/jwks",
  scopesSupported: [],
  responseTypesSupported: ["code"],
  grantTypesSupported: [],
  tokenEndpointAuthMethodsSupported: [],
  codeChallengeMethodsSupported: ["S256"],
  idTokenSigningAlgValuesSupported: ["RS256"],
  authorizationResponseIssParameterSupported: false,
  otherHosts: ["keys.example"],
};
const address = "https://id.example/.well-known/openid-configuration";

async function ask(answer: DiscoveryView) {
  installMock({ discovery_read: () => answer });
  const ontake = vi.fn();
  const shown = render(DiscoveryForm, { issuer: "https://id.example", ontake });
  await userEvent.type(screen.getByLabelText("Type the host to confirm it"), "id.example");
  await userEvent.click(screen.getByRole("button", { name: "Read discovery document" }));
  return { ontake, shown };
}

describe("a discovery document", () => {
  it("is asked for only when its host was typed", async () => {
    installMock({ discovery_read: () => ({ outcome: "read", address, document }) });
    render(DiscoveryForm, { issuer: "https://id.example", ontake: () => undefined });
    const read = screen.getByRole<HTMLButtonElement>("button", { name: "Read discovery document" });
    expect(read.disabled).toBe(true);
    await userEvent.type(screen.getByLabelText("Type the host to confirm it"), "evil.example");
    expect(read.disabled).toBe(true);
    expect(calls.filter(({ name }) => name === "discovery_read")).toHaveLength(0);
  });

  it("is shown before it is taken over, with the hosts that it brings along", async () => {
    const { ontake, shown } = await ask({ outcome: "read", address, document });
    const found = await screen.findByTestId("discovery-found");
    expect(within(found).getByText("https://keys.example/jwks")).toBeTruthy();
    expect(within(found).getByText("not in the document")).toBeTruthy();
    expect(screen.getByText(/keys\.example\. They are confirmed one by one/)).toBeTruthy();
    expect(ontake).not.toHaveBeenCalled();
    expect(await axeFaults(shown.container)).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Take over" }));
    expect(ontake).toHaveBeenCalledWith(document, "id.example");
    expect(calls.at(-1)?.input).toEqual({ address: "https://id.example", confirmedHost: "id.example" });
  });

  it("of another issuer is refused in words that name both", async () => {
    const problem = { kind: "issuerDiffers" as const, actual: "https://evil.example", address };
    await ask({ outcome: "refused", address, problem });
    expect(await screen.findByText(/of another issuer: https:\/\/evil\.example/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Take over" })).toBeNull();
  });
});
