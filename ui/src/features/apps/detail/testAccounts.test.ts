import { describe, expect, it } from "vitest";

import { accountList, readAccounts } from "./testAccounts";

describe("further test accounts", () => {
  it("come back from one line, each once, with or without a user", () => {
    const accounts = [
      { account: "a@aoba.example", expectedUser: "emp=1" },
      { account: "b@aoba.example", expectedUser: "" },
    ];
    expect(accountList(accounts)).toBe("a@aoba.example=emp=1 b@aoba.example");
    expect(readAccounts(" a@aoba.example=emp=1、b@aoba.example, a@aoba.example=x ")).toEqual(accounts);
    expect(readAccounts("")).toEqual([]);
  });
});
