// Does every operation on channel access tokens with LINE's own client, which knows nothing of
// Credenza, and holds every answer to LINE's OpenAPI document. All it is told are the facts on
// standard input. Prints one object: what came of each operation, and what the document forbids.
import { createSign } from "node:crypto";
import { readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { channelAccessToken } from "@line/bot-sdk";
import Ajv from "ajv";
import { parse } from "yaml";

const GRANT = "client_credentials";
const ASSERTED = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

const facts = JSON.parse(await text(process.stdin));
const document = parse(readFileSync(facts.openApi, "utf8"));
const ajv = new Ajv({ strict: false });
const whole = (bits) => (number) => Number.isInteger(number) && Math.abs(number) < 2 ** (bits - 1);
ajv.addFormat("int32", { type: "number", validate: whole(32) });
ajv.addFormat("int64", { type: "number", validate: whole(64) });
ajv.addSchema(document, "line");

const exchanges = [];
const sent = globalThis.fetch;
globalThis.fetch = async (address, init) => {
  const answer = await sent(address, init);
  const url = new URL(String(address));
  const [body, method] = [await answer.clone().text(), (init?.method ?? "GET").toLowerCase()];
  exchanges.push({ method, url, sent: init?.body, answer, body });
  return answer;
};

/** A pointer into the document, for the validator. */
const pointer = (...names) =>
  "line#/" + names.map((name) => encodeURIComponent(name.replaceAll("~", "~0").replaceAll("/", "~1"))).join("/");

/** What the document forbids of an exchange. */
function faults({ method, url, sent: body, answer, body: answered }) {
  const [path, status] = [url.pathname, String(answer.status)];
  const operation = document.paths[path]?.[method];
  if (!operation) return [`${method} ${path} is not in the document`];
  const found = [];
  const judge = (what, ref, value) => {
    if (!ajv.validate({ $ref: ref }, value)) found.push(`${method} ${path} ${what}: ${ajv.errorsText()}`);
  };
  for (const parameter of operation.parameters ?? []) {
    if (parameter.required && !url.searchParams.has(parameter.name)) found.push(`${path}: no ${parameter.name}`);
  }
  if (operation.requestBody) {
    const at = [path, method, "requestBody", "content", "application/x-www-form-urlencoded", "schema"];
    judge("request", pointer("paths", ...at), Object.fromEntries(new URLSearchParams(String(body))));
  }
  if (!answer.headers.get("x-line-request-id")) found.push(`${path}: no x-line-request-id`);
  const type = answer.headers.get("content-type")?.split(";")[0];
  const content = operation.responses[status]?.content;
  if (content) {
    if (!content[type]) return [...found, `${path} ${status}: ${type}`];
    judge(status, pointer("paths", path, method, "responses", status, "content", type, "schema"), JSON.parse(answered));
  } else if (status === "200") {
    if (answered !== "") found.push(`${path}: a body where none is documented`);
  } else {
    judge(status, pointer("components", "schemas", "ErrorResponse"), JSON.parse(answered));
  }
  return found;
}

function assertion(more = {}, kid = facts.kid) {
  const encode = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const exp = Math.floor(Date.now() / 1000) + 600;
  const claims = { iss: facts.channelId, sub: facts.channelId, aud: "https://api.line.me/", exp, ...more };
  const input = `${encode({ alg: "RS256", typ: "JWT", kid })}.${encode(claims)}`;
  return `${input}.${createSign("RSA-SHA256").update(input).sign(facts.privateKeyPem, "base64url")}`;
}

const client = new channelAccessToken.ChannelAccessTokenClient({ baseURL: facts.apiBase });
const { channelId: id, channelSecret: secret } = facts;
const refused = (error) => ({ status: error.status, ...JSON.parse(error.body) });
const came = {};
came.statelessBySecret = await client.issueStatelessChannelTokenByClientSecret(id, secret);
came.statelessByAssertion = await client.issueStatelessChannelTokenByJWTAssertion(assertion());
came.v21 = await client.issueChannelTokenByJWT(GRANT, ASSERTED, assertion({ token_exp: 86_400 }));
came.kids = (await client.getsAllValidChannelAccessTokenKeyIds(ASSERTED, assertion())).kids;
came.verified = await client.verifyChannelTokenByJWT(came.v21.access_token);
await client.revokeChannelTokenByJWT(id, secret, came.v21.access_token);
came.afterwards = await client.verifyChannelTokenByJWT(came.v21.access_token).catch(refused);
await client.revokeChannelTokenByJWT(id, secret, came.v21.access_token);
came.shortLived = await client.issueChannelToken(GRANT, id, secret);
came.shortVerified = await client.verifyChannelToken(came.shortLived.access_token);
await client.revokeChannelToken(came.shortLived.access_token);
came.shortAfterwards = await client.verifyChannelToken(came.shortLived.access_token).catch(refused);
came.longVerified = await client.verifyChannelToken(facts.longLivedToken);
came.wrongSecret = await client.issueChannelToken(GRANT, id, "wrong").catch(refused);
came.unknownKey = await client
  .issueChannelTokenByJWT(GRANT, ASSERTED, assertion({ token_exp: 60 }, "no-such-kid"))
  .catch(refused);
console.log(JSON.stringify({ came, calls: exchanges.length, forbidden: exchanges.flatMap(faults) }));
