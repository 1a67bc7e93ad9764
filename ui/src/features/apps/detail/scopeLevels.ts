// Scopes as levels per resource: none, read, or read and write (`x.read` and `x`). Reading is part of writing.
import type { ScopeView } from "$lib/ipc/bindings";

export type Level = "none" | "read" | "write";

export function levelOf(scopes: readonly string[], resource: ScopeView): Level {
  if (resource.write !== null && scopes.includes(resource.write)) return "write";
  return resource.read !== null && scopes.includes(resource.read) ? "read" : "none";
}

export function withLevel(scopes: readonly string[], resource: ScopeView, level: Level): string[] {
  const own = [resource.read, resource.write];
  const rest = scopes.filter((scope) => !own.includes(scope));
  const chosen = level === "none" ? null : resource[level];
  if (chosen === null) return rest;
  // In the place of what was chosen before, so that the order of the others stays.
  const place = scopes.findIndex((scope) => own.includes(scope));
  const before =
    place < 0 ? rest.length : scopes.slice(0, place).filter((scope) => !own.includes(scope)).length;
  return rest.toSpliced(before, 0, chosen);
}

/** Scopes that belong to no known resource. */
export function unknownScopes(scopes: readonly string[], resources: readonly ScopeView[]): string[] {
  const known = new Set(resources.flatMap(({ read, write }) => [read, write]));
  return scopes.filter((scope) => !known.has(scope));
}
