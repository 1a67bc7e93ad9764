// Channel access tokens of LINE by name: their kinds, and how they stand. Complete by type.
import { m } from "$lib/paraglide/messages";
import type { ChannelTokenKind, ChannelTokenState } from "$lib/ipc/bindings";

export const tokenKinds: Record<ChannelTokenKind, () => string> = {
  v21: m.channel_kindV21,
  stateless: m.channel_kindStateless,
  shortLived: m.channel_kindShortLived,
  longLived: m.channel_kindLongLived,
};

export const tokenStates: Record<ChannelTokenState, () => string> = {
  live: m.channel_stateLive,
  expired: m.channel_stateExpired,
  revoked: m.channel_stateRevoked,
  gone: m.channel_stateGone,
};
