// Invented files for the key desk, each held under its handle as Rust would hold it.
import type { KeyCandidateView, KeyDeskView, KeyMatch, KeyMember, KeyRelation } from "../../src/ipc/bindings";
import { candidate, keyForms, keyReport } from "./apps";
import { refusal, type Handlers } from "./handlers";

export function member(change: Partial<KeyMember> = {}): KeyMember {
  const { kind, algorithm, bits, spkiSha256, thumbprint } = keyReport;
  return { kind, algorithm, bits, spkiSha256, thumbprint, name: null, problems: [], ...change };
}

/** A private key in a file of its own, as it came from a mail. */
export function deskView(
  change: Partial<KeyDeskView> = {},
  held: Partial<KeyCandidateView> = {},
): KeyDeskView {
  return {
    candidate: candidate({ readableByOthers: false, report: keyReport, ...held }),
    members: [member()],
    mending: null,
    owners: [],
    public: keyForms,
    ...change,
  };
}

export const mended = deskView(
  {
    mending: {
      before: "-----BEGIN PRIVATE KEY-----\\n••••\\n••••\\n⋯\\n-----END PRIVATE KEY-----\r\n",
      after: "-----BEGIN PRIVATE KEY-----\n••••\n••••\n⋯\n••••\n-----END PRIVATE KEY-----\n",
    },
  },
  { report: { ...keyReport, repairs: ["literalNewlines", "crLf"] }, readableByOthers: true },
);

export const locked = deskView(
  { members: [], public: null },
  {
    fileName: "partner.p12",
    state: "needsPassphrase",
    report: {
      ...keyReport,
      kind: "pkcs12",
      format: "pkcs12",
      algorithm: null,
      bits: null,
      spkiSha256: null,
      thumbprint: null,
      problems: ["needsPassphrase"],
      encrypted: true,
      encryption: { cipher: "aes256Cbc", derivation: { name: "pbkdf2", iterations: 600_000 } },
    },
  },
);

export const publicHalf = deskView(
  { members: [member({ kind: "publicKey", problems: ["publicHalfOnly"] })] },
  {
    handle: 8,
    fileName: "public.pem",
    state: "refused",
    report: { ...keyReport, kind: "publicKey", format: "spkiPem", problems: ["publicHalfOnly"] },
  },
);

/** Commands of the desk over files that are taken in this order: the first pick, the second. */
export function deskHandlers(files: KeyDeskView[], relation: KeyRelation = "otherHalf"): Handlers {
  let taken = 0;
  const held = (handle: number) => {
    const found = files.find((file) => file.candidate.handle === handle);
    if (!found) throw refusal("keyHandleGone");
    return found;
  };
  const take = () => files[Math.min(taken++, files.length - 1)]?.candidate ?? null;
  return {
    key_pick: take,
    key_paste: () => take() ?? candidate(),
    key_look: ({ handle }) => held(handle),
    key_match: ({ first, second }): KeyMatch => ({
      relation,
      first: held(first).members[0] ?? null,
      second: held(second).members[0] ?? null,
    }),
    key_generate: () => take() ?? candidate(),
    key_save: () => ({ saved: true }),
    text_copy: () => ({ holds: "public", clearsAt: null }),
    key_discard: () => ({}),
  };
}
