// Signs in to the sandbox with openid-client, which knows neither Credenza nor LINE WORKS: all it
// is told are the facts on standard input. Prints one object: what came, or where it stopped.
import { text } from "node:stream/consumers";
import * as client from "openid-client";

const facts = JSON.parse(await text(process.stdin));
const { account, password } = facts.practiceUser;

/** What a browser does: both forms, then the address it is sent to. */
async function browse(address) {
  const send = (path, fields) =>
    fetch(facts.issuer + path, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });
  const ticket = async (page) => (await page.text()).match(/name="ticket" value="([^"]+)"/)[1];
  const login = await ticket(await fetch(address));
  const consent = await ticket(await send("/oauth2/v2.0/login", { ticket: login, account, password }));
  const back = await send("/oauth2/v2.0/consent", { ticket: consent, answer: "allow" });
  return new URL(back.headers.get("location"));
}

async function signIn(config) {
  const pkceCodeVerifier = client.randomPKCECodeVerifier();
  const expectedState = client.randomState();
  const expectedNonce = client.randomNonce();
  const address = client.buildAuthorizationUrl(config, {
    redirect_uri: facts.redirectUri,
    scope: facts.signInScopes.join(" "),
    state: expectedState,
    nonce: expectedNonce,
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: "S256",
  });
  const checks = { pkceCodeVerifier, expectedState, expectedNonce, idTokenExpected: true };
  return client.authorizationCodeGrant(config, await browse(address), checks);
}

/** The error code of the server, or the client's own words for what it found. */
function reason(error) {
  return error.error ?? error.cause?.message ?? error.message;
}

async function whole() {
  const config = await client.discovery(
    new URL(facts.issuer), facts.clientId, facts.clientSecret, undefined,
    // The sandbox is on this computer and speaks plain http.
    { execute: [client.allowInsecureRequests] },
  );
  // Signatures are checked although the token came straight from the server.
  client.enableNonRepudiationChecks(config);
  const first = await signIn(config);
  const second = await client.refreshTokenGrant(config, first.refresh_token);
  const newest = second.refresh_token ?? first.refresh_token;
  await client.tokenRevocation(config, newest);
  const after = await client.refreshTokenGrant(config, newest).catch(reason);
  const leaving = client.buildEndSessionUrl(config, {
    id_token_hint: first.id_token,
    post_logout_redirect_uri: facts.logoutRedirectUris[0],
    state: "left",
  });
  const left = await fetch(leaving, { redirect: "manual" });
  return {
    claims: first.claims(),
    expiresIn: first.expires_in,
    rotated: second.refresh_token !== undefined && second.refresh_token !== first.refresh_token,
    afterRevocation: after,
    left: left.headers.get("location"),
  };
}

console.log(JSON.stringify(await whole().catch((error) => ({ stopped: reason(error) }))));
