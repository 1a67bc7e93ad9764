//! Fault names as texts: how a fault is written, and read.

use std::fmt;
use std::str::FromStr;

use super::Fault;

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::ClockOff { seconds } => write!(f, "{}={seconds}", self.name()),
            _ => f.write_str(self.name()),
        }
    }
}

/// Why a text names no fault.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FaultNameError {
    /// No fault has this name.
    #[error("there is no fault named `{0}`")]
    Unknown(String),
    /// `clock-off` needs its seconds.
    #[error("`clock-off` needs whole seconds, such as clock-off=-32400, not `{0}`")]
    Seconds(String),
}

impl FromStr for Fault {
    type Err = FaultNameError;

    /// Reads a name as `Display` writes it; `clock-off:N` is accepted too.
    fn from_str(text: &str) -> Result<Fault, FaultNameError> {
        let clock = Fault::all()[0].name();
        if let Some(rest) = text.strip_prefix(clock) {
            let digits = rest.strip_prefix(['=', ':']).unwrap_or(rest);
            return match digits.parse() {
                Ok(seconds) if digits.len() < rest.len() => Ok(Fault::ClockOff { seconds }),
                _ => Err(FaultNameError::Seconds(digits.to_owned())),
            };
        }
        Fault::all()
            .iter()
            .find(|fault| fault.name() == text)
            .copied()
            .ok_or_else(|| FaultNameError::Unknown(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_fault_comes_back_from_its_own_text() {
        for fault in Fault::all() {
            assert_eq!(fault.to_string().parse(), Ok(*fault));
        }
    }

    #[test]
    fn names_are_distinct_and_kebab_case() {
        let names: HashSet<_> = Fault::all().iter().map(Fault::name).collect();
        assert_eq!(names.len(), Fault::all().len());
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        assert!(names.iter().all(|name| name.bytes().all(plain)), "{names:?}");
    }

    #[test]
    fn the_clock_takes_its_seconds_in_both_spellings() {
        assert_eq!("clock-off=-32400".parse(), Ok(Fault::ClockOff { seconds: -32_400 }));
        assert_eq!("clock-off:412".parse(), Ok(Fault::ClockOff { seconds: 412 }));
        for text in ["clock-off", "clock-off=", "clock-off=1.5", "clock-off412", "clock-off=1h"] {
            let refused = text.parse::<Fault>();
            assert!(matches!(refused, Err(FaultNameError::Seconds(_))), "{text}: {refused:?}");
        }
    }

    #[test]
    fn unknown_names_are_named_back() {
        for text in ["", "Hang", "hang ", "redirect", "hang=1"] {
            assert_eq!(text.parse::<Fault>(), Err(FaultNameError::Unknown(text.to_owned())));
        }
    }
}
