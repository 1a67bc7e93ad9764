// What a claim means, and whether it is the one that is wrong.
import { timeOfDay } from "$lib/format/time";
import type { AssertionClaim, RuleId, Run } from "$lib/ipc/bindings";
import { m } from "$lib/paraglide/messages";
import { gap } from "$lib/words/span";

export interface ClaimMeaning {
  state: "good" | "bad" | "plain";
  text: string;
}

const LIMIT_SECONDS = 3600;

function ruleHolds(run: Run, id: RuleId): boolean {
  return run.steps.some((step) => step.verdicts.some((one) => one.id === id && one.result === "passed"));
}

function issuer(run: Run): ClaimMeaning {
  const bad = run.diagnosis?.cause === "issuerWrong";
  if (bad) return { state: "bad", text: m.run_claim_issBad() };
  return { state: ruleHolds(run, "issuerIsClientId") ? "good" : "plain", text: m.run_claim_iss() };
}

function subject(run: Run): ClaimMeaning {
  if (run.diagnosis?.cause === "subjectWrong") return { state: "bad", text: m.run_claim_sub() };
  return { state: ruleHolds(run, "subjectIsServiceAccount") ? "good" : "plain", text: m.run_claim_sub() };
}

function serverTime(run: Run): number | null {
  const server = Number(run.diagnosis?.params.server);
  return run.diagnosis?.params.server && !Number.isNaN(server) ? server : null;
}

function issuedAt(run: Run, time: number): ClaimMeaning {
  const server = serverTime(run);
  if (server !== null && time > server) {
    const words = { gap: gap(time - server), server: timeOfDay(server * 1000) };
    return { state: "bad", text: m.run_claim_iatFuture(words) };
  }
  if (run.skewSeconds === null) return { state: "plain", text: m.run_claim_iat() };
  if (run.skewSeconds === 0) return { state: "plain", text: m.run_claim_iatAgrees() };
  return { state: "plain", text: m.run_claim_iatSkew({ skew: Math.abs(run.skewSeconds) }) };
}

function expiry(run: Run, time: number): ClaimMeaning {
  const server = serverTime(run);
  if (server !== null && time <= server) {
    const words = { gap: gap(server - time), server: timeOfDay(server * 1000) };
    return { state: "bad", text: m.run_claim_expPast(words) };
  }
  const issued = run.assertion?.claims.find(({ name }) => name === "iat")?.time ?? time;
  const minutes = Math.round((time - issued) / 60);
  if (time - issued > LIMIT_SECONDS || time <= issued)
    return { state: "bad", text: m.run_claim_expLong({ minutes }) };
  return { state: "plain", text: m.run_claim_exp({ minutes }) };
}

export function claimMeaning(run: Run, claim: AssertionClaim): ClaimMeaning | null {
  if (claim.name === "iss") return issuer(run);
  if (claim.name === "sub") return subject(run);
  if (claim.time === null) return null;
  return claim.name === "iat"
    ? issuedAt(run, claim.time)
    : claim.name === "exp"
      ? expiry(run, claim.time)
      : null;
}
