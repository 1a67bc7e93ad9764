// An OpenID provider on 127.0.0.1, by npm's oidc-provider. Reads its client from the first line of standard input,
// writes its issuer in one line, and ends with standard input.
import { createServer } from "node:http";
import { createInterface } from "node:readline";

import Provider from "oidc-provider";

const AUTHORIZE = "/oauth2/v2.0/authorize";
const TOKEN = "/oauth2/v2.0/token";
const REVOKE = "/oauth2/v2.0/revoke";

function begin(client) {
  const server = createServer();
  server.listen(0, "127.0.0.1", () => {
    const issuer = `http://127.0.0.1:${server.address().port}`;
    const provider = new Provider(issuer, {
      clients: [client],
      claims: { openid: ["sub"], email: ["email"] },
      cookies: { keys: ["for a test only"] },
      features: {
        clientCredentials: { enabled: true },
        devInteractions: { enabled: true },
        introspection: { enabled: true },
        revocation: { enabled: true },
      },
      findAccount: (_context, sub) => ({
        accountId: sub,
        claims: () => ({ sub, email: `${sub}@example.com` }),
      }),
      issueRefreshToken: () => true,
      pkce: { required: () => true },
      rotateRefreshToken: true,
      routes: { authorization: AUTHORIZE, token: TOKEN, revocation: REVOKE },
      ttl: { AccessToken: 3600 },
    });
    server.on("request", provider.callback());
    console.log(JSON.stringify({ issuer }));
  });
}

const lines = createInterface({ input: process.stdin });
lines.once("line", (line) => begin(JSON.parse(line)));
lines.once("close", () => process.exit(0));
