// A customer's SSO server in the dialect that LINE WORKS calls, in front of npm's oidc-provider: the login passes
// redirect_uri through, the token API takes four fields, and the user information is a POST. What it answers, errors
// above all, is oidc-provider's own. Reads its client from the first line of standard input, writes its address.
import { createServer } from "node:http";
import { createInterface } from "node:readline";

import Provider from "oidc-provider";

async function formOf(request) {
  let text = "";
  for await (const piece of request) text += piece;
  return new URLSearchParams(text);
}

function give(response, status, body) {
  const head = { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" };
  response.writeHead(status, head).end(JSON.stringify(body));
}

function go(response, address) {
  response.writeHead(302, { location: address }).end();
}

/** The dialect. `back`: where oidc-provider comes back to. */
function dialect(issuer, client, back) {
  return async (request, response) => {
    const url = new URL(request.url, back);
    if (url.pathname === "/login") {
      const asked = new URL("/auth", issuer);
      asked.search = new URLSearchParams({
        client_id: client.client_id,
        redirect_uri: back,
        response_type: "code",
        scope: "openid",
        state: url.searchParams.get("redirect_uri"),
      });
      return go(response, asked.href);
    }
    if (url.pathname === "/back") {
      const code = encodeURIComponent(url.searchParams.get("code") ?? "");
      return go(response, `${url.searchParams.get("state")}&code=${code}`);
    }
    if (url.pathname === "/accessToken" && request.method === "POST") {
      const form = await formOf(request);
      form.set("redirect_uri", back);
      const answer = await fetch(new URL("/token", issuer), { method: "POST", body: form });
      return give(response, answer.status, await answer.json());
    }
    if (url.pathname === "/userInfo" && request.method === "POST") {
      const authorization = `Bearer ${(await formOf(request)).get("access_token")}`;
      const answer = await fetch(new URL("/me", issuer), { headers: { authorization } });
      const said = await answer.json();
      return give(response, answer.status, answer.ok ? { user_id: said.sub } : said);
    }
    response.writeHead(404).end();
  };
}

const listening = (server) =>
  new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${server.address().port}`)));

async function begin(client) {
  const [inner, outer] = [createServer(), createServer()];
  const [issuer, own] = [await listening(inner), await listening(outer)];
  const back = `${own}/back`;
  const registered = { ...client, redirect_uris: [back], token_endpoint_auth_method: "client_secret_post" };
  const provider = new Provider(issuer, {
    clients: [registered],
    cookies: { keys: ["for a test only"] },
    features: { devInteractions: { enabled: true } },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
    pkce: { required: () => false },
  });
  inner.on("request", provider.callback());
  outer.on("request", dialect(issuer, client, back));
  console.log(JSON.stringify({ issuer: own }));
}

const lines = createInterface({ input: process.stdin });
lines.once("line", (line) => void begin(JSON.parse(line)));
lines.once("close", () => process.exit(0));
