//! The words on the customer's pages, in English and Japanese.

use crate::line_works::Language;

/// The words of one language.
pub(super) struct Words {
    pub(super) tag: &'static str,
    pub(super) title: &'static str,
    pub(super) account: &'static str,
    pub(super) password: &'static str,
    pub(super) sign_in: &'static str,
    pub(super) wrong: &'static str,
    pub(super) practice: &'static str,
    pub(super) foreign: &'static str,
    pub(super) broken: &'static str,
    pub(super) signed_out: &'static str,
}

/// The words of a language.
pub(super) fn of(language: Language) -> &'static Words {
    match language {
        Language::English => &ENGLISH,
        Language::Japanese => &JAPANESE,
    }
}

static ENGLISH: Words = Words {
    tag: "en",
    title: "Aoba Trading sign-in (practice)",
    account: "E-mail",
    password: "Password",
    sign_in: "Sign in",
    wrong: "E-mail or password is wrong.",
    practice: "For practice, sign in with",
    foreign: "This return address is not one of LINE WORKS",
    broken: "This request is not one of LINE WORKS",
    signed_out: "Signed out",
};

static JAPANESE: Words = Words {
    tag: "ja",
    title: "青葉商事サインイン(練習用)",
    account: "メールアドレス",
    password: "パスワード",
    sign_in: "サインイン",
    wrong: "メールアドレスまたはパスワードが違います。",
    practice: "練習では次のアカウントでサインインします",
    foreign: "戻り先がLINE WORKSのアドレスではありません",
    broken: "LINE WORKSからの要求ではありません",
    signed_out: "サインアウトしました",
};
