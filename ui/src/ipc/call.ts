// The one place where the page calls Rust. A refusal always arrives as an IpcError with a code of the contract.
import { Channel, invoke } from "@tauri-apps/api/core";

import type { Commands, ErrorCode, RunEvent, SsoCheckEvent, WireError } from "./bindings";

export class IpcError extends Error {
  readonly code: ErrorCode;
  readonly details: Record<string, string>;

  constructor(wire: WireError) {
    super(wire.message);
    this.name = "IpcError";
    this.code = wire.code;
    this.details = wire.details;
  }
}

function isWireError(value: unknown): value is WireError {
  return typeof value === "object" && value !== null && "code" in value && "message" in value;
}

/** Whatever was thrown, as an error the page can show. */
export function asIpcError(thrown: unknown): IpcError {
  if (thrown instanceof IpcError) return thrown;
  if (isWireError(thrown)) return new IpcError({ ...thrown, details: thrown.details ?? {} });
  return new IpcError({ code: "internal", message: String(thrown), details: {} });
}

export async function call<K extends keyof Commands>(
  name: K,
  input: Commands[K]["input"],
): Promise<Commands[K]["result"]> {
  try {
    return await invoke<Commands[K]["result"]>(name, { input });
  } catch (thrown) {
    throw asIpcError(thrown);
  }
}

/** Commands that report while they work. */
export type Reporting =
  | "channel_run"
  | "token_issue"
  | "token_refresh"
  | "token_revoke"
  | "token_introspect"
  | "token_userinfo"
  | "sign_in_window"
  | "sign_in_listen"
  | "sign_in_finish"
  | "sso_window"
  | "sso_finish"
  | "sso_run";

/** Like `call`, for a command that reports while it works. `onEvent` hears each report before the result resolves. */
export async function callWithEvents<K extends Reporting>(
  name: K,
  input: Commands[K]["input"],
  onEvent: (event: RunEvent) => void,
): Promise<Commands[K]["result"]> {
  const events = new Channel<RunEvent>();
  events.onmessage = onEvent;
  try {
    return await invoke<Commands[K]["result"]>(name, { input, events });
  } catch (thrown) {
    throw asIpcError(thrown);
  }
}

/** The check of a customer's server, with its reports. `onEvent` hears each report before the result resolves. */
export async function callCheck(
  input: Commands["sso_check"]["input"],
  onEvent: (event: SsoCheckEvent) => void,
): Promise<Commands["sso_check"]["result"]> {
  const events = new Channel<SsoCheckEvent>();
  events.onmessage = onEvent;
  try {
    return await invoke<Commands["sso_check"]["result"]>("sso_check", { input, events });
  } catch (thrown) {
    throw asIpcError(thrown);
  }
}
