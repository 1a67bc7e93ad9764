//! Private keys: reading, repairing, naming and fingerprints.
