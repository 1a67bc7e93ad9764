// A stand-in for Rust: one function per command. Tests and `npm run dev:mock` give it to mockIPC; the product never
// loads this folder.
import { emit } from "@tauri-apps/api/event";
import { mockIPC } from "@tauri-apps/api/mocks";

import type { Commands, ErrorCode, RunEvent } from "../../src/ipc/bindings";
import type { RustEvents } from "../../src/ipc/events";

export type Handlers = {
  [K in keyof Commands]?: (
    input: Commands[K]["input"],
    tell: (event: RunEvent) => void,
  ) => Commands[K]["result"] | Promise<Commands[K]["result"]>;
};

type AnyHandler = (input: unknown, tell: (event: RunEvent) => void) => unknown;

/** What a handler throws to refuse. */
export function refusal(code: ErrorCode, details: Record<string, string> = {}) {
  return { code, message: `refused: ${code}`, details };
}

/** Every call that was made, for tests to look at. */
export const calls: { name: string; input: unknown }[] = [];

/** Installs the handlers in place of Rust. A command without one refuses as `internal`. */
export function installMock(handlers: Handlers) {
  calls.length = 0;
  mockIPC(
    async (name, payload) => {
      const { input, events } = (payload ?? {}) as {
        input?: unknown;
        events?: { onmessage: (event: RunEvent) => void };
      };
      calls.push({ name, input });
      const handler = handlers[name as keyof Commands] as AnyHandler | undefined;
      if (!handler) throw { ...refusal("internal"), message: `no mock for ${name}` };
      return structuredClone(await handler(input, (event) => events?.onmessage(event)));
    },
    { shouldMockEvents: true },
  );
}

/** As if Rust had sent an event. */
export function tell<K extends keyof RustEvents>(name: K, payload: RustEvents[K]): Promise<void> {
  return emit(name, payload);
}
