// A channel of LINE with invented values: two keys, a ledger, LINE's list.
import type {
  AppDetailView,
  ChannelKeyView,
  ChannelTokenView,
  ChannelView,
  Diagnosis,
  Run,
} from "../../src/ipc/bindings";

import { detail } from "./apps";
import { passedRun } from "./runs";

const DAY = 86_400;
const now = () => Math.floor(Date.now() / 1000);

export function channelRecord(): AppDetailView {
  const view = detail();
  return {
    ...view,
    key: null,
    draft: {
      ...view.draft,
      name: "Shop notices",
      service: {
        kind: "lineChannel",
        description: "",
        channelId: "2004518893",
        place: { kind: "line" },
      },
    },
  };
}

export function channelKey(change: Partial<ChannelKeyView> = {}): ChannelKeyView {
  return {
    id: 1,
    kid: "536e453c-aa93-4449-8e90-add2608783c6",
    spkiSha256:
      "3A:0B:5C:77:1D:2E:9F:40:3A:0B:5C:77:1D:2E:9F:40:3A:0B:5C:77:1D:2E:9F:40:3A:0B:5C:77:1D:2E:9F:40",
    publicJwk: '{"alg":"RS256","e":"AQAB","kty":"RSA","n":"TESTn","use":"sig"}',
    refusal: null,
    madeAt: now() - 20 * DAY,
    registeredAt: now() - 20 * DAY,
    provedAt: null,
    current: true,
    ...change,
  };
}

export function channelToken(change: Partial<ChannelTokenView> = {}): ChannelTokenView {
  return {
    id: 7,
    kind: "v21",
    shown: { kind: "secret", shown: "eyJhbG…kQ8w", length: 186, sha256: "7f3ac109" },
    keyId: "sDTOzw5wIfxR4PEzcmeQA",
    since: now() - 26 * DAY,
    endsAt: now() + 4 * DAY + 60,
    state: "live",
    pasted: false,
    verified: null,
    revokedAt: null,
    held: true,
    runId: 1,
    missing: false,
    ...change,
  };
}

export function channelView(change: Partial<ChannelView> = {}): ChannelView {
  return {
    keys: [],
    tokens: [],
    listed: null,
    liveV21: 0,
    liveShortLived: 0,
    most: 30,
    console: null,
    ...change,
  };
}

/** A finished question to LINE; with a body where LINE described a token. */
export function channelRun(change: Partial<Run> = {}, body = "", diagnosis: Diagnosis | null = null): Run {
  const run = passedRun(9, 1, "Shop notices");
  const steps = run.steps.map((step) =>
    step.response && body !== ""
      ? { ...step, response: { ...step.response, body: [{ kind: "plain" as const, text: body }] } }
      : step,
  );
  return { ...run, flow: "lineVerify", token: null, assertion: null, steps, diagnosis, ...change };
}
