// Tokens that are held, in words. Complete by type.
import { m } from "$lib/paraglide/messages";
import type { TokenKindView, TokenOwner } from "$lib/ipc/bindings";

export const heldNames: Record<TokenKindView, () => string> = {
  access: m.detail_heldName,
  refresh: m.held_nameRefresh,
  id: m.held_nameId,
};

export const ownerWords: Record<TokenOwner, () => string> = {
  serviceAccount: m.held_ofServiceAccount,
  client: m.held_ofClient,
  member: m.held_ofMember,
};
