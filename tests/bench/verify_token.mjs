// Verifies the tokens of the first line with `jose`, once for each line after it, and tells how many
// nanoseconds all of them took.
import { createInterface } from "node:readline";
import { importJWK, jwtVerify } from "jose";

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const { jwk, tokens, now } = JSON.parse((await lines.next()).value);
const key = await importJWK(jwk, "RS256");
const options = {
  issuer: "https://issuer.example.com",
  audience: "TESTclientID",
  algorithms: ["RS256"],
  currentDate: new Date(now * 1000),
};
for await (const _ of lines) {
  const start = process.hrtime.bigint();
  for (const token of tokens) await jwtVerify(token, key, options);
  console.log(String(process.hrtime.bigint() - start));
}
