// What a member of a header or payload means, by its registered name.
import { m } from "$lib/paraglide/messages";

const meanings: Record<string, (() => string) | undefined> = {
  alg: m.inspect_mean_alg,
  typ: m.inspect_mean_typ,
  kid: m.inspect_mean_kid,
  cty: m.inspect_mean_cty,
  crit: m.inspect_mean_crit,
  jku: m.inspect_mean_embeddedKey,
  jwk: m.inspect_mean_embeddedKey,
  x5u: m.inspect_mean_embeddedKey,
  x5c: m.inspect_mean_embeddedKey,
  iss: m.inspect_mean_iss,
  sub: m.inspect_mean_sub,
  aud: m.inspect_mean_aud,
  exp: m.inspect_mean_exp,
  nbf: m.inspect_mean_nbf,
  iat: m.inspect_mean_iat,
  jti: m.inspect_mean_jti,
  nonce: m.inspect_mean_nonce,
  at_hash: m.inspect_mean_at_hash,
  auth_time: m.inspect_mean_auth_time,
  azp: m.inspect_mean_azp,
  amr: m.inspect_mean_amr,
  acr: m.inspect_mean_acr,
  email: m.inspect_mean_email,
  name: m.inspect_mean_name,
  locale: m.inspect_mean_locale,
  scope: m.inspect_mean_scope,
  client_id: m.inspect_mean_client_id,
  token_exp: m.inspect_mean_token_exp,
};

export function meaningOf(name: string): string {
  return Object.hasOwn(meanings, name) ? (meanings[name]?.() ?? "") : "";
}
