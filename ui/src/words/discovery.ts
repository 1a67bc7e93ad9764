// Why there is no discovery document that can be used, in a sentence.
import { visible } from "$lib/format/visible";
import type { AddressProblem, DiscoveryProblem, DiscoveryView } from "$lib/ipc/bindings";
import { m } from "$lib/paraglide/messages";

import { causeWords } from "./cause";

const addresses: Record<AddressProblem, () => string> = {
  notAnAddress: m.discover_addressNotAnAddress,
  notHttps: m.discover_addressNotHttps,
  parts: m.discover_addressParts,
};

function problem(found: DiscoveryProblem): string {
  switch (found.kind) {
    case "tooLarge":
      return m.discover_problemTooLarge();
    case "notJson":
      return m.discover_problemNotJson();
    case "noIssuer":
      return m.discover_problemNoIssuer();
    case "issuerDiffers":
      return m.discover_problemIssuer({ actual: visible(found.actual), address: visible(found.address) });
    case "member":
      return m.discover_problemMember({ member: found.member });
    case "address":
      return m.discover_problemAddress({ member: found.member, value: visible(found.value) });
  }
}

/** Why the document was not read. */
export function discoveryRefusal(view: Exclude<DiscoveryView, { outcome: "read" }>): string {
  switch (view.outcome) {
    case "address":
      return addresses[view.problem]();
    case "notConfirmed":
      return m.inspect_fetchNotConfirmed({ host: visible(view.host) });
    case "redirected":
      return m.discover_redirected({
        address: visible(view.address),
        status: view.status,
        location: visible(view.location),
      });
    case "status":
      return m.discover_status({ address: visible(view.address), status: view.status });
    case "unanswered":
      return m.discover_unanswered({
        address: visible(view.address),
        cause: causeWords[view.cause].short(),
      });
    case "refused":
      return problem(view.problem);
  }
}
