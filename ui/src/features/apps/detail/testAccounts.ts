// Further test accounts of a customer's server as one line: `email=user_id`, with blanks between them.
import type { SsoTestAccount } from "$lib/ipc/bindings";

export function accountList(accounts: readonly SsoTestAccount[]): string {
  return accounts
    .map(({ account, expectedUser }) => (expectedUser === "" ? account : `${account}=${expectedUser}`))
    .join(" ");
}

/** What is typed, without those that stand there twice. */
export function readAccounts(text: string): SsoTestAccount[] {
  const read = text
    .split(/[\s,、]+/)
    .filter(Boolean)
    .map((one) => {
      const at = one.indexOf("=");
      return at < 0
        ? { account: one, expectedUser: "" }
        : { account: one.slice(0, at), expectedUser: one.slice(at + 1) };
    });
  return read.filter((one, place) => read.findIndex(({ account }) => account === one.account) === place);
}
