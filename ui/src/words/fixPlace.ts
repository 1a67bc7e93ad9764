// Where a fix is made: the section of the app's page, and the command that sets a computer's clock.
import type { Fix } from "$lib/ipc/bindings";

/** Section of the app's page, and the field in it, that a fix leads to. */
export const fixSections: Partial<Record<Fix, string>> = {
  setLifetime: "token",
  importKey: "key",
  setSecret: "credentials",
  editScopes: "scopes",
  editClientId: "credentials",
  editServiceAccount: "credentials",
  editEnvironment: "about",
  editAddresses: "server",
  editClaims: "grants",
  registerKey: "channelKeys",
  editChannel: "credentials",
  reviewTokens: "channelTokens",
  checkRedirectUrl: "redirects",
  checkIssuerAndKeys: "openid",
  editOpenId: "openid",
};

/** The command that sets the clock of this computer. */
export function syncCommand(platform: string): string {
  if (platform.startsWith("Win")) return "w32tm /resync";
  if (platform.startsWith("Mac")) return "sudo sntp -sS time.apple.com";
  return "sudo timedatectl set-ntp true";
}
