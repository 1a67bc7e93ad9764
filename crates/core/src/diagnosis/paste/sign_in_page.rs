//! LINE WORKS' own error page in place of its sign-in page (facts.md 1.2; 8.2 rows 23 and 24): the
//! browser never comes back, so no run can see it. Its text is known in Korean only.

use crate::diagnosis::{Cause, Confidence, Diagnosis, Fix};

/// "Invalid client information" as the page says it.
const KOREAN: &str = "유효하지 않은 클라이언트 정보";

/// The page's text within a pasted text.
pub(super) fn find(text: &str) -> Option<Diagnosis> {
    text.contains(KOREAN).then(|| {
        Diagnosis::new(Cause::SignInPageRefused, Confidence::Likely)
            .fix(Fix::CheckRedirectUrl)
            .fix(Fix::PressAddAndSave)
            .fix(Fix::EditClientId)
    })
}

#[cfg(test)]
mod tests {
    use crate::diagnosis::{Cause, Material, Paste};

    #[test]
    fn the_korean_error_page_is_known_for_what_it_is() {
        let words = "유효하지 않은 클라이언트 정보입니다. Client Id 또는 Parameter를 확인해 주세요";
        for text in [words.to_owned(), format!("<html><body>{words}</body></html>")] {
            let found = Paste::read(&text).explain(0, None, false);
            assert_eq!(found.diagnosis.unwrap().cause, Cause::SignInPageRefused);
            assert_eq!(found.material, [Material::WebPage]);
        }
    }
}
