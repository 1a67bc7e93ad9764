//! The key desk on a vault: whose key a file is, now and formerly, what belongs together, what is
//! given out, and new pairs.

use credenza_core::Secret;
use credenza_core::keys::{KeyFormat, KeyProblem, KeyRelation, LineRefusal};
use credenza_engine::error_code::ErrorCode;
use credenza_engine::views::key_desk::{KeyForm, KeySize};
use credenza_engine::views::keys::{CandidateState, KeyCandidateView};
use credenza_engine::views::vault::{LockReason, UnlockInput};
use credenza_tests::desk::{Desk, GOOD};

/// The one practice app that shares its key with no other.
const OLD: &str = "old-key";

fn offer(desk: &Desk, text: &str) -> KeyCandidateView {
    desk.engine.key_offer_text(&Secret::new(text.to_owned())).expect("the vault is open")
}

fn key_file(desk: &Desk, slug: &str) -> KeyCandidateView {
    offer(desk, &desk.practice_app(slug).private_key_pem)
}

/// Names of the records, each with whether the key is its present one.
fn owners(desk: &Desk, handle: u32) -> Vec<(String, bool)> {
    let look = desk.engine.key_look(handle).expect("the candidate is held");
    look.owners.into_iter().map(|owner| (owner.name, owner.current)).collect()
}

#[tokio::test]
async fn a_key_and_its_public_half_name_the_record_they_belong_to() {
    let desk = Desk::open().await;
    let file = key_file(&desk, OLD);
    let there = [(OLD.to_owned(), true)];
    assert_eq!(owners(&desk, file.handle), there);
    let forms = desk.engine.key_look(file.handle).expect("held").public.expect("a public half");
    let set = format!("{{\"keys\":[{{\"kty\":\"oct\",\"k\":\"AAAA\"}},{}]}}", forms.public_jwk);
    for text in [&forms.public_pem, &forms.public_jwk, &set] {
        assert_eq!(owners(&desk, offer(&desk, text).handle), there, "{text}");
    }
    let stranger = desk.engine.key_generate(KeySize::Rsa2048).expect("a pair is made");
    assert_eq!(owners(&desk, stranger.handle), [], "near miss");
}

#[tokio::test]
async fn every_record_that_shares_a_key_is_named() {
    let desk = Desk::open().await;
    let file = key_file(&desk, GOOD);
    // The newest import stands first, and both may be of the same second.
    let mut named = owners(&desk, file.handle);
    named.sort();
    assert_eq!(named, [(GOOD.to_owned(), true), ("clock-skew".to_owned(), true)]);
}

#[tokio::test]
async fn a_replaced_key_names_the_record_it_once_belonged_to() {
    let desk = Desk::open().await;
    let (id, earlier) = (desk.id(OLD), key_file(&desk, OLD));
    let new = desk.engine.key_generate(KeySize::Rsa2048).expect("a pair is made");
    desk.engine.key_import(id, new.handle).expect("it can be imported");
    assert_eq!(owners(&desk, earlier.handle), [(OLD.to_owned(), false)]);
    let back = key_file(&desk, OLD);
    desk.engine.key_import(id, back.handle).expect("it can be imported");
    assert_eq!(owners(&desk, earlier.handle), [(OLD.to_owned(), true)], "and now again");
    desk.engine.app_delete(id).expect("it can be deleted");
    assert_eq!(owners(&desk, earlier.handle), [], "a deleted record is not named");
}

#[tokio::test]
async fn two_candidates_are_compared_without_leaving_the_engine() {
    let desk = Desk::open().await;
    let (own, other) = (key_file(&desk, GOOD), key_file(&desk, "calendar-sync"));
    let public = desk.engine.key_look(own.handle).expect("held").public.expect("a public half");
    let half = offer(&desk, &public.public_jwk);
    let relation =
        |first, second| desk.engine.key_match(first, second).expect("both are held").relation;
    assert_eq!(relation(own.handle, half.handle), KeyRelation::OtherHalf);
    assert_eq!(relation(own.handle, own.handle), KeyRelation::SamePair);
    assert_eq!(relation(own.handle, other.handle), KeyRelation::Different);
    assert_eq!(relation(own.handle, offer(&desk, "words").handle), KeyRelation::NotComparable);
    let gone = desk.engine.key_match(own.handle, 999).expect_err("the second is not there");
    assert_eq!(gone.code(), ErrorCode::KeyHandleGone);
}

#[tokio::test]
async fn forms_hold_what_they_say_and_only_one_is_private() {
    let desk = Desk::open().await;
    let file = key_file(&desk, GOOD);
    let form = |form| desk.engine.key_form(file.handle, form).expect("it has this form");
    assert!(form(KeyForm::Pkcs8Pem).expose().starts_with("-----BEGIN PRIVATE KEY-----"));
    for public in [KeyForm::PublicPem, KeyForm::PublicJwk, KeyForm::LineJwk] {
        let found = offer(&desk, form(public).expose());
        assert_eq!(found.report.problems, [KeyProblem::PublicHalfOnly], "{public:?}");
        assert_eq!(found.report.thumbprint, file.report.thumbprint, "{public:?}");
        let refused = desk.engine.key_form(found.handle, KeyForm::Pkcs8Pem);
        assert!(refused.is_err(), "no private key comes out of a public one");
    }
    assert!(!form(KeyForm::LineJwk).expose().contains("\"kid\""));
}

#[tokio::test]
async fn a_pair_that_was_made_opens_and_signs() {
    let desk = Desk::open().await;
    for (size, bits) in [(KeySize::Rsa2048, 2048), (KeySize::Rsa4096, 4096)] {
        let made = desk.engine.key_generate(size).expect("a pair is made");
        assert_eq!((made.state, made.report.bits), (CandidateState::Ready, Some(bits)));
        assert_eq!(made.report.format, Some(KeyFormat::Pkcs8Pem), "as it will be saved");
        let forms = desk.engine.key_look(made.handle).expect("held").public.expect("public half");
        let refusal = (bits != 2048).then_some(LineRefusal::Not2048Bits);
        assert_eq!(forms.line_refusal, refusal, "LINE takes 2048 bits only");
        assert_eq!(forms.line_jwk.is_none(), refusal.is_some());
    }
}

#[tokio::test]
async fn what_is_mended_is_drawn_while_nothing_is_stored() {
    let desk = Desk::open().await;
    let text = desk.practice_app(OLD).private_key_pem.replace('\n', "\\n");
    let look = desk.engine.key_look(offer(&desk, &text).handle).expect("the candidate is held");
    let mending = look.mending.expect("it is mended");
    assert!(mending.before.contains("KEY-----\\n••••\\n"), "{}", mending.before);
    assert!(mending.after.contains("KEY-----\n••••\n"), "{}", mending.after);
    let clean = desk.engine.key_look(key_file(&desk, OLD).handle).expect("the candidate is held");
    assert_eq!(clean.mending, None, "near miss");
}

#[tokio::test]
async fn nothing_of_the_desk_survives_the_lock() {
    let desk = Desk::open().await;
    let file = key_file(&desk, GOOD);
    desk.engine.lock_now(LockReason::Asked, false);
    let refused = desk.engine.key_generate(KeySize::Rsa2048).expect_err("the vault is locked");
    assert_eq!(refused.code(), ErrorCode::VaultLocked);
    desk.engine.vault_unlock(&UnlockInput::Keyring).expect("a practice vault opens by itself");
    assert_eq!(
        desk.engine.key_form(file.handle, KeyForm::Pkcs8Pem).expect_err("wiped").code(),
        ErrorCode::KeyHandleGone
    );
}
