//! Why a file can't be read or written, in words of its own: those of the library ("entity not
//! found") say nothing to anybody.

use std::io::ErrorKind;

/// What happened to it, after its name and a colon.
pub(crate) fn what(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::NotFound => "there is no such file or folder",
        ErrorKind::PermissionDenied => "this account may not use it",
        ErrorKind::AlreadyExists => "there is a file or folder of this name already",
        ErrorKind::IsADirectory => "it is a folder, not a file",
        ErrorKind::NotADirectory => "a part of its path is a file, not a folder",
        ErrorKind::InvalidData => "it is not text",
        ErrorKind::FileTooLarge => "it is larger than what is read here",
        ErrorKind::UnexpectedEof => "it ends before anything was read",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "there is no space left for it",
        ErrorKind::ReadOnlyFilesystem => "the disk can only be read",
        ErrorKind::InvalidFilename => "this can't be the name of a file",
        _ => "the system refuses to read or write it",
    }
}

/// What to do.
pub(crate) fn fix(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::NotFound | ErrorKind::NotADirectory => {
            "Check the name and the folder; a relative name begins in the folder that you are in."
        }
        ErrorKind::PermissionDenied => "Check who may read it or write there, and try again.",
        ErrorKind::AlreadyExists => "It was left as it is. Name a file that is not there yet.",
        ErrorKind::IsADirectory => "Name a file in it.",
        ErrorKind::InvalidData => "Name the file that was meant, or save it as UTF-8 text.",
        ErrorKind::FileTooLarge | ErrorKind::UnexpectedEof => "Name the file that was meant.",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::ReadOnlyFilesystem => {
            "Make room, or name a file on another disk."
        }
        _ => "Name another file, or copy it to another folder first.",
    }
}
