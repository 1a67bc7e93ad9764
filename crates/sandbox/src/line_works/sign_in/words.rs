//! The words on the practice server's own pages, in English and Japanese.
//!
//! LINE WORKS' pages look and read otherwise; only what they ask for is the same.

/// What a page is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    English,
    Japanese,
}

/// Why the server shows a page of its own instead of going on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::line_works) enum PageReason {
    /// Broken percent-encoding.
    Unreadable,
    Doubled,
    ClientMissing,
    ClientUnknown,
    RedirectMissing,
    RedirectUnregistered,
    /// The form belongs to no open sign-in, or was sent twice.
    TicketUnknown,
    /// Of a logout.
    LogoutUrlUnregistered,
    LogoutHint,
}

/// The words of one language.
pub(super) struct Words {
    pub(super) tag: &'static str,
    pub(super) server: &'static str,
    pub(super) sign_in: &'static str,
    pub(super) account: &'static str,
    pub(super) password: &'static str,
    pub(super) wrong: &'static str,
    pub(super) practice_user: &'static str,
    pub(super) consent: &'static str,
    pub(super) asks: &'static str,
    pub(super) allow: &'static str,
    pub(super) deny: &'static str,
    pub(super) refused: &'static str,
    pub(super) going: &'static str,
    pub(super) signed_out: &'static str,
}

static ENGLISH: Words = Words {
    tag: "en",
    server: "Credenza practice server",
    sign_in: "Sign in",
    account: "Account",
    password: "Password",
    wrong: "Account or password is wrong.",
    practice_user: "For practice, sign in with",
    consent: "Allow access?",
    asks: "This app asks for:",
    allow: "Allow",
    deny: "Deny",
    refused: "The request can't be carried out",
    going: "Back to the app",
    signed_out: "You are signed out",
};

static JAPANESE: Words = Words {
    tag: "ja",
    server: "Credenza 練習用サーバー",
    sign_in: "ログイン",
    account: "アカウント",
    password: "パスワード",
    wrong: "アカウントまたはパスワードが違います。",
    practice_user: "練習用のアカウント:",
    consent: "アクセスを許可しますか？",
    asks: "このアプリが求めている権限:",
    allow: "許可",
    deny: "拒否",
    refused: "リクエストを処理できません",
    going: "アプリに戻る",
    signed_out: "ログアウトしました",
};

impl Language {
    /// The words of this language.
    pub(super) fn words(self) -> &'static Words {
        match self {
            Language::English => &ENGLISH,
            Language::Japanese => &JAPANESE,
        }
    }
}

impl PageReason {
    /// A fixed name, for programs that look at the page.
    pub(super) fn name(self) -> &'static str {
        match self {
            PageReason::Unreadable => "unreadable",
            PageReason::Doubled => "doubled",
            PageReason::ClientMissing => "client-missing",
            PageReason::ClientUnknown => "client-unknown",
            PageReason::RedirectMissing => "redirect-missing",
            PageReason::RedirectUnregistered => "redirect-unregistered",
            PageReason::TicketUnknown => "ticket-unknown",
            PageReason::LogoutUrlUnregistered => "logout-url-unregistered",
            PageReason::LogoutHint => "logout-hint",
        }
    }

    /// The sentence a person reads.
    pub(super) fn words(self, language: Language) -> &'static str {
        let (english, japanese) = match self {
            PageReason::Unreadable => (
                "The parameters can't be decoded: a percent sign is not followed by two hexadecimal digits, or the text is not UTF-8.",
                "パラメーターをデコードできません。% の後に 16 進数が 2 桁続いていないか、UTF-8 ではありません。",
            ),
            PageReason::Doubled => (
                "A parameter was sent more than once.",
                "同じパラメーターが 2 回以上送信されました。",
            ),
            PageReason::ClientMissing => ("client_id is missing.", "client_id がありません。"),
            PageReason::ClientUnknown => {
                ("No app has this client_id.", "この client_id のアプリはありません。")
            }
            PageReason::RedirectMissing => {
                ("redirect_uri is missing.", "redirect_uri がありません。")
            }
            PageReason::RedirectUnregistered => (
                "redirect_uri is not identical to a Redirect URL of the app.",
                "redirect_uri が、アプリに登録された Redirect URL と一致しません。",
            ),
            PageReason::TicketUnknown => (
                "This sign-in is over or was never begun. Start again in the app.",
                "このログインは終了しているか、始まっていません。アプリからやり直してください。",
            ),
            PageReason::LogoutUrlUnregistered => (
                "post_logout_redirect_uri is not identical to a logout Redirect URL of an app that is named.",
                "post_logout_redirect_uri が、指定されたアプリに登録されたログアウト用の Redirect URL と一致しません。",
            ),
            PageReason::LogoutHint => (
                "id_token_hint is no ID token of this server, or belongs to another app.",
                "id_token_hint がこのサーバーの ID トークンではないか、別のアプリのものです。",
            ),
        };
        match language {
            Language::English => english,
            Language::Japanese => japanese,
        }
    }
}
