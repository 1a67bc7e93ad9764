//! The report's words in Japanese.

use credenza_core::customer_sso::CheckId;

/// What a line is called.
pub(super) fn title(id: CheckId) -> &'static str {
    match id {
        CheckId::Addresses => "すべてのURLがhttpsで443番ポート",
        CheckId::TlsTrusted => "TLS証明書が信頼できる",
        CheckId::TlsDaysLeft => "TLS証明書の残り日数",
        CheckId::LoginPage => "ログインページが応答する",
        CheckId::ForeignRedirectRefused => "外部のredirect_uriを拒否する",
        CheckId::RedirectUnchanged => "redirect_uriをそのまま使う",
        CheckId::StateKept => "stateを保持する",
        CheckId::CodeReturned => "codeを返す",
        CheckId::MailCode => "IMAP/CalDAV APIがコードを返す",
        CheckId::MailRefusal => "IMAP/CalDAV APIが未知のアカウントを拒否する",
        CheckId::MailError => "IMAP/CalDAV APIのエラー",
        CheckId::TokenJson => "トークンの応答がJSON",
        CheckId::Utf8 => "応答がUTF-8",
        CheckId::AccessToken => "access_tokenがある",
        CheckId::TokenType => "token_typeがBearer",
        CheckId::ExpiresIn => "expires_inがあり読み取れる",
        CheckId::UserInfoJson => "ユーザー情報の応答がJSON",
        CheckId::UserId => "user_idがある",
        CheckId::UserIdExpected => "user_idが想定したメンバーと一致する",
        CheckId::CodeOnce => "コードは1回だけ使える",
        CheckId::CodeUnguessable => "コードを推測できない",
        CheckId::UnknownClient => "未登録のクライアント",
        CheckId::MissingParameter => "パラメーター不足",
        CheckId::WrongGrantType => "誤ったgrant_type",
        CheckId::WrongSecret => "誤ったClient Secret",
        CheckId::MadeUpCode => "存在しないコード",
        CheckId::UserInfoUnknownClient => "ユーザー情報: 未登録のクライアント",
        CheckId::UserInfoMissingParameter => "ユーザー情報: パラメーター不足",
        CheckId::UserInfoWrongSecret => "ユーザー情報: 誤ったClient Secret",
        CheckId::WrongToken => "ユーザー情報: 誤ったアクセストークン",
        CheckId::ErrorDescription => "エラーに説明がある",
        CheckId::ErrorForm => "エラーの書き方が統一されている",
        CheckId::ErrorStatus => "エラーのHTTPステータス",
        CheckId::PostOnly => "トークンAPIはPOSTだけを受け付ける",
        CheckId::FormOnly => "トークンAPIはフォームだけを受け付ける",
        CheckId::NoRedirect => "APIが転送しない",
        CheckId::NoStore => "トークンの応答がキャッシュされない",
        CheckId::NoSecretEcho => "応答に秘密情報が含まれない",
        CheckId::LogoutReturns => "ログアウト後redirect_uriへ戻る",
        CheckId::LogoutForeignRefused => "ログアウト後に外部へ転送しない",
        CheckId::ConnectTime => "接続は1秒以内",
        CheckId::TokenTime => "トークンの応答は3秒以内",
        CheckId::UserInfoTime => "ユーザー情報の応答は3秒以内",
    }
}

/// What to change when a line fails; empty where it is never judged.
pub(super) fn advice(id: CheckId) -> &'static str {
    match id {
        CheckId::Addresses => {
            "LINE WORKSが呼び出すのは443番ポートです。httpと80番は廃止の方向で、その他のポートは呼び出されません。"
        }
        CheckId::TlsTrusted => {
            "このホスト名用の、公的な認証局の証明書を中間証明書も含めて設置してください。"
        }
        CheckId::TlsDaysLeft => "証明書を早めに更新してください。",
        CheckId::LoginPage => {
            "WebログインURLはページを表示するか、ページへ転送する必要があります。"
        }
        CheckId::ForeignRedirectRefused => {
            "redirect_uriはLINE WORKSのものだけを受け付けてください。第三者に認可コードが渡るおそれがあります。"
        }
        CheckId::RedirectUnchanged => {
            "受け取ったredirect_uriをそのまま使い、codeだけを加えて転送してください。"
        }
        CheckId::StateKept => "stateはredirect_uriに含まれています。削らないでください。",
        CheckId::CodeReturned => "認可コードをcodeとして加えてください。",
        CheckId::MailCode => {
            "emailとpasswordはURLデコードの後にBase64デコードし、空でないcodeを返してください。"
        }
        CheckId::MailRefusal => "codeを返さず、errorとerror_descriptionを返してください。",
        CheckId::TokenJson => "JSONオブジェクトをContent-Type application/jsonで返してください。",
        CheckId::Utf8 => "応答はUTF-8で返してください。",
        CheckId::AccessToken => "access_tokenを文字列で返してください。",
        CheckId::TokenType => "token_typeにはBearerを返してください。",
        CheckId::ExpiresIn => "expires_inを秒数(数値または数字の文字列)で返してください。",
        CheckId::UserInfoJson => {
            "JSONオブジェクトをContent-Type application/jsonで返してください。"
        }
        CheckId::UserId => "値が外部キーの場合も、プロパティ名はuser_idです。",
        CheckId::UserIdExpected => {
            "メンバーに設定した外部キーと「SSOユーザーキー」の設定を確認してください。"
        }
        CheckId::CodeOnce => "交換したコードは破棄し、2回目の使用には302を返してください。",
        CheckId::CodeUnguessable => "コードは128ビット以上の乱数で作ってください。",
        CheckId::UnknownClient => "101 access_deniedを返してください。",
        CheckId::MissingParameter => "201 invalid_requestを返してください。",
        CheckId::WrongGrantType => "203 unsupported_grant_typeを返してください。",
        CheckId::WrongSecret => "301 unauthorized_clientを返してください。",
        CheckId::MadeUpCode => "302 invalid_authorizationをJSONで返してください。",
        CheckId::UserInfoUnknownClient => "101 access_deniedを返してください。",
        CheckId::UserInfoMissingParameter => "201 invalid_requestを返してください。",
        CheckId::UserInfoWrongSecret => "301 unauthorized_clientを返してください。",
        CheckId::WrongToken => "303 invalid_accessを返してください。",
        CheckId::ErrorDescription => "errorと一緒にerror_descriptionを返してください。",
        CheckId::ErrorForm => "errorには番号か名前のどちらか一方を使ってください。",
        CheckId::PostOnly => "GETは拒否してください。URLに含まれる秘密情報がログに残ります。",
        CheckId::FormOnly => "application/x-www-form-urlencodedだけを読み取ってください。",
        CheckId::NoRedirect => "登録したURL自体で応答してください。",
        CheckId::NoStore => "Cache-Control: no-storeを付けてください。",
        CheckId::NoSecretEcho => "Client Secret、コード、パスワードを応答に含めないでください。",
        CheckId::LogoutReturns => "渡されたredirect_uriへ転送してください。",
        CheckId::LogoutForeignRefused => "LINE WORKSのURLにだけ転送してください。",
        CheckId::ConnectTime => "LINE WORKSは1秒で接続を打ち切ります。80%から警告です。",
        CheckId::TokenTime => "LINE WORKSは3秒で応答待ちを打ち切ります。80%から警告です。",
        CheckId::UserInfoTime => "LINE WORKSは3秒で応答待ちを打ち切ります。80%から警告です。",
        CheckId::MailError | CheckId::ErrorStatus => "",
    }
}
