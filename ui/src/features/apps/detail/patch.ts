// An edit of a record as data: the fields it sets. Its inverse undoes it, also on top of a newer version.
import type { AppDraft, Environment, Service } from "$lib/ipc/bindings";
import type { ServicePart } from "$lib/words/service";

export interface Patch {
  own?: Partial<Omit<AppDraft, "service">>;
  /** Fields of the record's kind. */
  service?: ServicePart;
}

export function apply(draft: AppDraft, patch: Patch): AppDraft {
  // A patch is made from the sections of a kind, and only they are on the page of its records.
  const service = { ...draft.service, ...patch.service } as Service;
  return { ...draft, ...patch.own, service };
}

function pick<T extends object>(from: T, like: Partial<T> | undefined): Partial<T> {
  const keys = Object.keys(like ?? {}) as (keyof T)[];
  return Object.fromEntries(keys.map((key) => [key, from[key]])) as Partial<T>;
}

/** The patch that sets the fields of `patch` to what they are in `draft`. */
export function inverse(draft: AppDraft, patch: Patch): Patch {
  return { own: pick(draft, patch.own), service: pick(draft.service, patch.service as Partial<Service>) };
}

export function changes(draft: AppDraft, patch: Patch): boolean {
  return JSON.stringify(inverse(draft, patch)) !== JSON.stringify(inverse(apply(draft, patch), patch));
}

/** The first field that a patch sets: names it in messages. */
export function fieldOf(patch: Patch): string {
  return Object.keys({ ...patch.own, ...patch.service })[0] ?? "";
}

function isEnvironment(value: unknown): value is Environment {
  return typeof value === "object" && value !== null && "kind" in value;
}

/** The values of a patch as one line, for a person to compare. */
export function valueText(patch: Patch): string {
  return Object.values({ ...patch.own, ...patch.service })
    .map((value: unknown) => {
      if (Array.isArray(value)) return value.join(" ");
      if (isEnvironment(value)) return value.kind === "custom" ? value.authBase : value.kind;
      if (typeof value === "object" && value !== null) return Object.values(value).flat().join(" ");
      return String(value);
    })
    .join(" ");
}
