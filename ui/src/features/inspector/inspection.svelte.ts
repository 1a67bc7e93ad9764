// The token under inspection, what it is verified with, and what Rust said of it. Stays while the vault is open, so that
// a look at an app does not lose it; secrets that were typed for it do not.
import { asIpcError, call, type IpcError } from "$lib/ipc/call";
import type {
  AppId,
  Expectations,
  InspectionView,
  KeySource,
  KeysFetchView,
  SignatureAlgorithm,
  TokenSource,
  VerificationFileView,
} from "$lib/ipc/bindings";

export type KeyMode = "text" | "app" | "secret" | "address";
export type FetchedKeys = Extract<KeysFetchView, { outcome: "fetched" }>;

const NOTHING_EXPECTED: Expectations = { iss: null, aud: null, nonce: null };

let source = $state.raw<TokenSource | null>(null);
let fileName = $state<string | null>(null);
let view = $state.raw<InspectionView | null>(null);
let error = $state.raw<IpcError | null>(null);
let asked = 0;

/** What was given to verify with; read anew after each change by `inspection.read`. */
class Given {
  mode = $state<KeyMode>("text");
  text = $state("");
  secret = $state("");
  app = $state<AppId | null>(null);
  file = $state.raw<VerificationFileView | null>(null);
  address = $state("");
  fetched = $state.raw<FetchedKeys | null>(null);
  algorithm = $state<SignatureAlgorithm | "any">("any");
  expect = $state.raw<Expectations>(NOTHING_EXPECTED);
  accessToken = $state("");

  get key(): KeySource | null {
    if (this.mode === "app") return this.app === null ? null : { kind: "app", appId: this.app };
    if (this.mode === "secret") return this.secret === "" ? null : { kind: "secret", secret: this.secret };
    if (this.mode === "address") return this.fetched && { kind: "file", handle: this.fetched.file.handle };
    if (this.file) return { kind: "file", handle: this.file.handle };
    return this.text.trim() === "" ? null : { kind: "text", text: this.text };
  }
}

const given = new Given();

async function read(): Promise<void> {
  const turn = ++asked;
  if (source === null) {
    view = null;
    error = null;
    return;
  }
  try {
    const answer = await call("inspector_read", {
      source,
      key: given.key,
      algorithm: given.algorithm === "any" ? null : given.algorithm,
      expect: given.expect,
      accessToken: given.accessToken.trim() || null,
      at: null,
    });
    if (turn !== asked) return;
    view = answer;
    error = null;
  } catch (thrown) {
    if (turn !== asked) return;
    view = null;
    error = asIpcError(thrown);
  }
}

export const inspection = {
  given,
  get source() {
    return source;
  },
  get fileName() {
    return fileName;
  },
  get text() {
    return source?.kind === "text" ? source.text : "";
  },
  get view() {
    return view;
  },
  get error() {
    return error;
  },
  read,
  /** Takes another token; the answer comes later. */
  take(next: TokenSource | null, from: string | null = null): Promise<void> {
    source = next?.kind === "text" && next.text === "" ? null : next;
    fileName = from;
    return read();
  },
  /** Drops the token, the key, and everything that was typed. */
  clear(): Promise<void> {
    given.mode = "text";
    given.text = "";
    given.app = null;
    given.file = null;
    given.address = "";
    given.fetched = null;
    given.algorithm = "any";
    given.expect = NOTHING_EXPECTED;
    inspection.forgetSecrets();
    return inspection.take(null);
  },
  forgetSecrets() {
    given.secret = "";
    given.accessToken = "";
  },
};
