// Asks for an access token with a signed assertion, RFC 7523.
// Needs Node 18 or newer and nothing else. Keep it as token.mjs, then: node token.mjs
// Set these in the environment first. The file holds the private key in PEM:
⟦variables⟧
import { sign } from "node:crypto";
import { readFileSync } from "node:fs";

function variable(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

const base64url = (part) => Buffer.from(JSON.stringify(part)).toString("base64url");

const now = Math.floor(Date.now() / 1000);
const header = {
⟦header⟧
};
const claims = {
⟦claims⟧
};
const message = `${base64url(header)}.${base64url(claims)}`;
const key = readFileSync(variable("PRIVATE_KEY_FILE"));
const signature = sign("sha256", Buffer.from(message), key).toString("base64url");
const assertion = `${message}.${signature}`;

const fields = new URLSearchParams([
⟦fields⟧
]);
const answer = await fetch(⟦url⟧, {
  method: "POST",
  headers: {
⟦headers⟧
  },
  body: fields.toString(),
  redirect: "manual",
});
console.error(`HTTP ${answer.status}`);
console.log(await answer.text());
process.exitCode = answer.status === 200 ? 0 : 1;
