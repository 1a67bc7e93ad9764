// Key files in words: what they are, how they are written, what was mended, why they can't be used. Complete by type.
import { m } from "$lib/paraglide/messages";
import type {
  KeyAlgorithm,
  KeyCipher,
  KeyEncryption,
  KeyFormat,
  KeyKind,
  KeyMember,
  KeyProblem,
  KeyRelation,
  KeyReport,
  LineRefusal,
  Repair,
} from "$lib/ipc/bindings";

export const keyKinds: Record<KeyKind, () => string> = {
  privateKey: m.key_kind_privateKey,
  encryptedPrivateKey: m.key_kind_encryptedPrivateKey,
  publicKey: m.key_kind_publicKey,
  certificate: m.key_kind_certificate,
  certificateRequest: m.key_kind_certificateRequest,
  certificateBundle: m.key_kind_certificateBundle,
  openSshPrivateKey: m.key_kind_openSshPrivateKey,
  puttyPrivateKey: m.key_kind_puttyPrivateKey,
  pkcs12: m.key_kind_pkcs12,
  javaKeyStore: m.key_kind_javaKeyStore,
  jwks: m.key_kind_jwks,
  symmetricKey: m.key_kind_symmetricKey,
  zip: m.key_kind_zip,
  html: m.key_kind_html,
  jwt: m.key_kind_jwt,
  empty: m.key_kind_empty,
  unknown: m.key_kind_unknown,
};

export const keyFormats: Record<KeyFormat, () => string> = {
  pkcs8Pem: m.key_format_pkcs8Pem,
  pkcs1Pem: m.key_format_pkcs1Pem,
  sec1Pem: m.key_format_sec1Pem,
  encryptedPkcs8Pem: m.key_format_encryptedPkcs8Pem,
  traditionalEncryptedPem: m.key_format_traditionalEncryptedPem,
  pkcs8Der: m.key_format_pkcs8Der,
  pkcs1Der: m.key_format_pkcs1Der,
  sec1Der: m.key_format_sec1Der,
  encryptedPkcs8Der: m.key_format_encryptedPkcs8Der,
  dsaPem: m.key_format_dsaPem,
  dsaDer: m.key_format_dsaDer,
  jwk: m.key_format_jwk,
  jwks: m.key_format_jwks,
  pkcs12: m.key_format_pkcs12,
  openSsh: m.key_format_openSsh,
  spkiPem: m.key_format_spkiPem,
  spkiDer: m.key_format_spkiDer,
  pkcs1PublicPem: m.key_format_pkcs1PublicPem,
  pkcs1PublicDer: m.key_format_pkcs1PublicDer,
  x509Pem: m.key_format_x509Pem,
  x509Der: m.key_format_x509Der,
};

export const keyRepairs: Record<Repair, () => string> = {
  literalNewlines: m.key_repair_literalNewlines,
  oneLine: m.key_repair_oneLine,
  crLf: m.key_repair_crLf,
  bom: m.key_repair_bom,
  utf16: m.key_repair_utf16,
  blanks: m.key_repair_blanks,
  quotes: m.key_repair_quotes,
  insideJson: m.key_repair_insideJson,
  leadingText: m.key_repair_leadingText,
  trailingText: m.key_repair_trailingText,
  trailingBytes: m.key_repair_trailingBytes,
  otherBlocks: m.key_repair_otherBlocks,
  missingHeader: m.key_repair_missingHeader,
  dashes: m.key_repair_dashes,
  wrongLabel: m.key_repair_wrongLabel,
  padding: m.key_repair_padding,
  base64Wrapped: m.key_repair_base64Wrapped,
};

const problems: Record<KeyProblem, (bits: string) => string> = {
  needsPassphrase: () => m.key_problem_needsPassphrase(),
  wrongPassphrase: () => m.key_problem_wrongPassphrase(),
  tooFewBits: (bits) => m.key_problem_tooFewBits({ bits }),
  tooManyBits: (bits) => m.key_problem_tooManyBits({ bits }),
  notRsa: () => m.key_problem_notRsa(),
  pssOnly: () => m.key_problem_pssOnly(),
  inconsistent: () => m.key_problem_inconsistent(),
  cutOff: () => m.key_problem_cutOff(),
  garbled: () => m.key_problem_garbled(),
  publicHalfOnly: () => m.key_problem_publicHalfOnly(),
  notAKey: () => m.key_problem_notAKey(),
  severalKeys: () => m.key_problem_severalKeys(),
  missingPrimes: () => m.key_problem_missingPrimes(),
  multiPrime: () => m.key_problem_multiPrime(),
  tooLarge: () => m.key_problem_tooLarge(),
  kdfTooCostly: () => m.key_problem_kdfTooCostly(),
  unsupportedEncryption: () => m.key_problem_unsupportedEncryption(),
  tooManyKeys: () => m.key_problem_tooManyKeys(),
  unsupportedFormat: () => m.key_problem_unsupportedFormat(),
  strangeExponent: () => m.key_problem_strangeExponent(),
};

export function keyProblemWords(problem: KeyProblem, bits: string): string {
  return problems[problem](bits);
}

export function keyProblemText(problem: KeyProblem, report: KeyReport): string {
  return keyProblemWords(problem, String(report.bits ?? "?"));
}

// Names of algorithms are the same in every language.
const algorithms: Record<KeyAlgorithm, () => string> = {
  rsa: () => "RSA",
  rsaPss: () => "RSA-PSS",
  ec: () => "EC",
  ed25519: () => "Ed25519",
  ed448: () => "Ed448",
  x25519: () => "X25519",
  dsa: () => "DSA",
  other: m.key_algorithm_other,
};

/** "RSA 2048 bits", or less when less is known. */
export function keyType(report: KeyReport): string {
  if (report.algorithm === null) return keyKinds[report.kind]();
  const algorithm = algorithms[report.algorithm]();
  return report.bits === null ? algorithm : m.key_typeBits({ algorithm, bits: report.bits });
}

/** What one key or certificate of a file is: "RSA 2048 bits". */
export function memberType({ algorithm, bits }: KeyMember): string {
  if (algorithm === null) return "";
  const name = algorithms[algorithm]();
  return bits === null ? name : m.key_typeBits({ algorithm: name, bits });
}

/** The same as `keyKinds`, as a word in a list. */
export const memberKinds: Record<KeyKind, () => string> = {
  ...keyKinds,
  publicKey: m.desk_member_publicKey,
  certificate: m.desk_member_certificate,
  certificateRequest: m.desk_member_certificateRequest,
  openSshPrivateKey: m.desk_member_openSsh,
  symmetricKey: m.desk_member_symmetric,
};

// Names of ciphers are the same in every language.
const ciphers: Record<KeyCipher, () => string> = {
  aes128Cbc: () => "AES-128-CBC",
  aes192Cbc: () => "AES-192-CBC",
  aes256Cbc: () => "AES-256-CBC",
  aes128Gcm: () => "AES-128-GCM",
  aes256Gcm: () => "AES-256-GCM",
  tripleDesCbc: () => "3DES-CBC",
  desCbc: () => "DES-CBC",
  rc2Cbc: () => "RC2-CBC",
  rc4: () => "RC4",
  other: m.desk_cipher_other,
};

/** "AES-256-CBC, PBKDF2, 600000 rounds". */
export function encryptionText({ cipher, derivation }: KeyEncryption): string {
  const name = ciphers[cipher]();
  switch (derivation?.name) {
    case "pbkdf2":
      return m.desk_encryption_rounds({ cipher: name, derivation: "PBKDF2", rounds: derivation.iterations });
    case "pkcs12":
      return m.desk_encryption_rounds({ cipher: name, derivation: "PKCS#12", rounds: derivation.iterations });
    case "scrypt": {
      const { n, r, p } = derivation;
      return m.desk_encryption_scrypt({ cipher: name, n, r, p });
    }
    case "md5":
      return m.desk_encryption_md5({ cipher: name });
    default:
      return name;
  }
}

export const keyRelations: Record<KeyRelation, () => string> = {
  samePair: m.desk_relation_samePair,
  otherHalf: m.desk_relation_otherHalf,
  samePublicKey: m.desk_relation_samePublicKey,
  different: m.desk_relation_different,
  notComparable: m.desk_relation_notComparable,
};

export const lineRefusals: Record<LineRefusal, () => string> = {
  notRsa: m.desk_line_notRsa,
  not2048Bits: m.desk_line_not2048Bits,
};

/** "7F:3A:C1:09…": enough to tell two keys apart in a sentence. */
export function shortFingerprint(sha256: string): string {
  return sha256.length > 11 ? `${sha256.slice(0, 11)}…` : sha256;
}
