// The service an app lives on, in words, and the host that its secrets may go to.
import { m } from "$lib/paraglide/messages";
import type { Environment } from "$lib/ipc/bindings";

type Kind = Environment["kind"];

interface EnvironmentWords {
  /** For a tag. */
  short: () => string;
  long: () => string;
  /** Who answers, as the subject of a sentence. */
  service: () => string;
  tone: "production" | "sandbox" | "outline";
  /** Null where it depends on the record or on the running sandbox. */
  host: string | null;
}

export const environments: Record<Kind, EnvironmentWords> = {
  lineWorks: {
    short: m.apps_env_lineWorks,
    long: m.apps_envLong_lineWorks,
    service: m.run_service_lineWorks,
    tone: "production",
    host: "auth.worksmobile.com",
  },
  naverWorks: {
    short: m.apps_env_naverWorks,
    long: m.apps_envLong_naverWorks,
    service: m.run_service_naverWorks,
    tone: "production",
    host: "auth.naverworks.com",
  },
  koreaGov: {
    short: m.apps_env_koreaGov,
    long: m.apps_envLong_koreaGov,
    service: m.run_service_naverWorks,
    tone: "production",
    host: "auth.gov-naverworks.com",
  },
  sandbox: {
    short: m.apps_env_sandbox,
    long: m.apps_envLong_sandbox,
    service: m.run_service_sandbox,
    tone: "sandbox",
    host: null,
  },
  custom: {
    short: m.apps_env_custom,
    long: m.apps_envLong_custom,
    service: m.run_service_server,
    tone: "outline",
    host: null,
  },
  server: {
    short: m.apps_env_server,
    long: m.apps_envLong_server,
    service: m.run_service_server,
    tone: "outline",
    host: null,
  },
};

/** The host of an address as typed, or null when it is not one that secrets may go to. */
export function usableHost(authBase: string): string | null {
  return authBase.includes("?") ? null : callableHost(authBase);
}

/** The host of an address that may be called at all; a query is no hindrance. */
export function callableHost(address: string): string | null {
  try {
    const url = new URL(address.trim());
    const here = ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
    const plain = url.username === "" && url.password === "" && url.hash === "";
    return plain && (url.protocol === "https:" || (url.protocol === "http:" && here)) ? url.hostname : null;
  } catch {
    return null;
  }
}
