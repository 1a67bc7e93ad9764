//! A page in the place of LINE's console: the channels with their keys, and a form that registers a
//! public key and says which kid it was given. LINE's own page looks otherwise.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::header::{
    ACCEPT_LANGUAGE, CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};

use super::CONSOLE_PATH;
use super::answers::posted;
use super::channel::Line;
use super::jwk::{self, JwkFault};
use crate::answer::Answer;
use crate::line_works::escaped;
use crate::state::Shared;

const STYLE: &str = "body{font:16px/1.5 sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem}\
label{display:block;margin:.75rem 0}select,textarea{display:block;width:100%;font:inherit;\
box-sizing:border-box}textarea{font-family:monospace;height:12rem}button{font:inherit;\
padding:.3rem 1rem}code{overflow-wrap:anywhere;user-select:all}";
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
);

/// What came of the form that was sent.
enum Came {
    Nothing,
    Registered(String),
    Removed,
    Refused(JwkFault),
    ChannelUnknown,
}

/// The page.
pub(super) async fn page(State(shared): State<Arc<Shared>>, headers: HeaderMap) -> Answer {
    shown(&shared.line, &headers, &Came::Nothing)
}

/// Registers or deletes a key, and shows the page again.
pub(super) async fn act(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let line = &shared.line;
    let came = match posted(&headers, &body) {
        Err(_) => Came::ChannelUnknown,
        Ok(form) => {
            let id = form.get("channel_id").unwrap_or_default();
            if !line.channels().iter().any(|channel| channel.id == id) {
                Came::ChannelUnknown
            } else if let Some(kid) = form.get("delete") {
                line.forget(id, kid);
                Came::Removed
            } else {
                register(line, id, form.get("jwk").unwrap_or_default())
            }
        }
    };
    shown(line, &headers, &came)
}

fn register(line: &Line, id: &str, jwk: &str) -> Came {
    match jwk::read(jwk) {
        Err(fault) => Came::Refused(fault),
        Ok(public) => line.register(id, public).map_or(Came::Nothing, Came::Registered),
    }
}

fn shown(line: &Line, headers: &HeaderMap, came: &Came) -> Answer {
    let words = words_for(headers);
    let (options, keys) = (options(line), keys(line, words));
    let html = format!(
        "<!DOCTYPE html>\n<html lang=\"{tag}\"><head><meta charset=\"utf-8\"><title>{title}</title>\
         <style>{STYLE}</style></head><body><h1>{title}</h1>{came}\
         <form method=\"post\" action=\"{CONSOLE_PATH}\"><label>{channel}\
         <select id=\"channel\" name=\"channel_id\">{options}</select></label>\
         <label>{jwk}<textarea id=\"jwk\" name=\"jwk\" spellcheck=\"false\" required></textarea></label>\
         <button id=\"register\">{register}</button></form>{keys}</body></html>\n",
        tag = words.tag,
        title = words.title,
        came = told(came, words),
        channel = words.channel,
        jwk = words.jwk,
        register = words.register,
    );
    let status = match came {
        Came::Refused(_) | Came::ChannelUnknown => StatusCode::BAD_REQUEST,
        _ => StatusCode::OK,
    };
    Answer::html(status, html)
        .with(CACHE_CONTROL, HeaderValue::from_static("no-store"))
        .with(CONTENT_SECURITY_POLICY, POLICY)
        .with(REFERRER_POLICY, HeaderValue::from_static("no-referrer"))
}

fn options(line: &Line) -> String {
    let option = |channel: &super::channel::Channel| {
        let (id, name) = (&channel.id, escaped(channel.name));
        format!("<option value=\"{id}\">{name} ({id})</option>")
    };
    line.channels().iter().map(option).collect()
}

fn keys(line: &Line, words: &Words) -> String {
    let mut rows = String::new();
    for channel in line.channels() {
        for kid in line.kids(&channel.id) {
            rows.push_str(&format!(
                "<li>{}: <code>{kid}</code> <form method=\"post\" action=\"{CONSOLE_PATH}\">\
                 <input type=\"hidden\" name=\"channel_id\" value=\"{}\">\
                 <button name=\"delete\" value=\"{kid}\">{}</button></form></li>",
                escaped(channel.name),
                channel.id,
                words.delete,
            ));
        }
    }
    format!("<h2>{}</h2><ul>{rows}</ul>", words.keys)
}

fn told(came: &Came, words: &Words) -> String {
    match came {
        Came::Nothing => String::new(),
        Came::Registered(kid) => {
            format!("<p role=\"status\">{} <code id=\"kid\">{kid}</code></p>", words.registered)
        }
        Came::Removed => format!("<p role=\"status\">{}</p>", words.removed),
        Came::Refused(fault) => {
            format!("<p role=\"alert\" id=\"refused\">{}</p>", (words.refused)(*fault))
        }
        Came::ChannelUnknown => format!("<p role=\"alert\" id=\"refused\">{}</p>", words.unknown),
    }
}

struct Words {
    tag: &'static str,
    title: &'static str,
    channel: &'static str,
    jwk: &'static str,
    register: &'static str,
    registered: &'static str,
    removed: &'static str,
    keys: &'static str,
    delete: &'static str,
    unknown: &'static str,
    refused: fn(JwkFault) -> &'static str,
}

static ENGLISH: Words = Words {
    tag: "en",
    title: "Practice console: assertion signing keys",
    channel: "Channel",
    jwk: "Public key (JWK)",
    register: "Register a public key",
    registered: "Registered. Its kid:",
    removed: "The key was deleted.",
    keys: "Registered keys",
    delete: "Delete",
    unknown: "There is no such channel.",
    refused: |fault| match fault {
        JwkFault::NotJson => "This is not a JWK.",
        JwkFault::PrivateKey => "This is a private key. Paste the public half only.",
        JwkFault::HasKid => "A JWK with kid is not accepted: the kid is given here.",
        JwkFault::NotRsa => "kty must be RSA.",
        JwkFault::NotRs256 => "alg must be RS256.",
        JwkFault::Purpose => "Either use (sig) or key_ops ([verify]) must be there, not both.",
        JwkFault::Not2048Bits => "The key must have 2048 bits.",
    },
};

static JAPANESE: Words = Words {
    tag: "ja",
    title: "練習用コンソール：アサーション署名キー",
    channel: "チャネル",
    jwk: "公開鍵（JWK）",
    register: "公開鍵を登録する",
    registered: "登録しました。kid：",
    removed: "キーを削除しました。",
    keys: "登録済みのキー",
    delete: "削除",
    unknown: "そのようなチャネルはありません。",
    refused: |fault| match fault {
        JwkFault::NotJson => "JWK ではありません。",
        JwkFault::PrivateKey => "これは秘密鍵です。公開鍵だけを貼り付けてください。",
        JwkFault::HasKid => "kid のある JWK は登録できません。kid はここで付けます。",
        JwkFault::NotRsa => "kty は RSA である必要があります。",
        JwkFault::NotRs256 => "alg は RS256 である必要があります。",
        JwkFault::Purpose => "use（sig）と key_ops（[verify]）のどちらか一方だけが必要です。",
        JwkFault::Not2048Bits => "鍵は 2048 ビットである必要があります。",
    },
};

fn words_for(headers: &HeaderMap) -> &'static Words {
    let named = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let prefers_japanese = named.is_some_and(|named| named.to_ascii_lowercase().starts_with("ja"));
    if prefers_japanese { &JAPANESE } else { &ENGLISH }
}
