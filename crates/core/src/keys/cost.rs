//! What opening one file may cost. A file says itself how expensive its key derivation is, and
//! a PKCS#12 file may say it once for each of its parts: all of them draw on one budget, which is
//! checked before anything is spent.

use super::KeyProblem;

/// Hash iterations for one file: some seconds on a slow machine. OpenSSL writes 2048, password
/// managers up to a million.
const MOST_ITERATIONS: u64 = 10_000_000;
/// Memory for scrypt, in bytes.
const MOST_SCRYPT_BYTES: u64 = 256 * 1024 * 1024;
/// Memory says nothing of time: the parallel passes come on top (N=2^18, r=8, p=16).
const MOST_SCRYPT_WORK: u64 = 16 * MOST_SCRYPT_BYTES;

/// What is left of it.
#[derive(Debug)]
pub(super) struct Budget {
    iterations: u64,
    scrypt_work: u64,
}

impl Budget {
    /// The whole budget of one file.
    pub(super) fn of_one_file() -> Self {
        Self { iterations: MOST_ITERATIONS, scrypt_work: MOST_SCRYPT_WORK }
    }

    /// Takes hash iterations.
    pub(super) fn iterations(&mut self, count: u64) -> Result<(), KeyProblem> {
        self.iterations = self.iterations.checked_sub(count).ok_or(KeyProblem::KdfTooCostly)?;
        Ok(())
    }

    /// Takes one scrypt of this memory, in bytes, and this many passes over it.
    pub(super) fn scrypt(&mut self, memory: u64, passes: u64) -> Result<(), KeyProblem> {
        let work = memory.saturating_mul(passes);
        if memory > MOST_SCRYPT_BYTES {
            return Err(KeyProblem::KdfTooCostly);
        }
        self.scrypt_work = self.scrypt_work.checked_sub(work).ok_or(KeyProblem::KdfTooCostly)?;
        Ok(())
    }
}
