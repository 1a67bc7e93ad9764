//! Where a rule is written down, by a name that its reader knows.

/// Standards are named as they are; chapters of what is known of LINE WORKS and LINE have numbers.
pub(crate) fn name(source: &str) -> &str {
    let chapter = source.strip_prefix("facts ").and_then(|section| section.get(..1));
    match chapter {
        Some("1") => "LINE WORKS documentation, OAuth 2.0",
        Some("2") => "LINE WORKS documentation, service accounts (JWT)",
        Some("3") => "LINE WORKS documentation, OpenID Connect",
        Some("4") => "LINE WORKS documentation, scopes",
        Some("5") => "LINE WORKS documentation, redirect URLs",
        Some("6") => "LINE WORKS documentation, SSO",
        Some("7") => "LINE documentation, channel access tokens",
        Some("8") => "failures known from practice",
        _ => source,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chapter_has_a_name_and_a_standard_is_one() {
        assert_eq!(name("facts 7.3"), "LINE documentation, channel access tokens");
        assert_eq!(name("RFC 8725 2.1"), "RFC 8725 2.1");
    }
}
