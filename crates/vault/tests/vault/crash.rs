//! kill -9 while rows are written (security.md C2).

use std::collections::HashMap;
use std::thread;
use std::time::Duration;

use credenza_core::apps::AppId;
use credenza_vault::{Vault, VaultError};

use crate::child::{self, Second};
use crate::fixture::{Dice, NOW, Shared, draft, secret};

const ROUNDS: u32 = 200;

#[test]
fn acknowledged_writes_survive_kill_9() {
    if let Some(root) = child::root() {
        return write_for_ever(&Shared::at(&root).open());
    }
    let temporary = tempfile::tempdir().unwrap();
    let shared = Shared::at(temporary.path());
    drop(shared.create());
    let mut dice = Dice(0x5eed);
    let mut kept = HashMap::new();
    for round in 0..ROUNDS {
        let acknowledged = one_round(temporary.path(), &mut dice);
        let vault = shared.open();
        for (id, name) in &acknowledged {
            assert_kept(&vault, *id, name, round);
        }
        let report = vault.integrity_check().unwrap();
        assert!(report.is_sound(), "round {round}: {:?}", report.problems);
        kept.extend(acknowledged);
    }
    let vault = shared.open();
    for (id, name) in &kept {
        assert_kept(&vault, *id, name, ROUNDS);
    }
    assert!(kept.len() > 300, "only {} writes were tried: the test tests nothing", kept.len());
}

fn write_for_ever(vault: &Vault) {
    for number in 0.. {
        let name = format!("row {} of {}", number, std::process::id());
        let app = vault.write(|vault| {
            let app = vault.app_insert(&draft(&name), NOW)?;
            vault.secret_set(app.id, "clientSecret", &secret(&name), NOW)?;
            vault.run_reserve(app.id)?;
            Ok::<_, VaultError>(app)
        });
        child::say(&format!("{} {name}", app.unwrap().id.0));
    }
}

fn one_round(root: &std::path::Path, dice: &mut Dice) -> Vec<(AppId, String)> {
    let mut second = Second::start("crash::acknowledged_writes_survive_kill_9", root);
    let mut said = Vec::new();
    // Every eighth round is killed before its first write, while the vault is being opened.
    let wanted = if dice.below(8) == 0 { 0 } else { 1 + dice.below(8) };
    while u64::try_from(said.len()).unwrap() < wanted {
        said.push(second.hear().expect("it writes until it is killed"));
    }
    // Not a wait for anything: the moment of death is to be a random one.
    thread::sleep(Duration::from_micros(dice.below(if wanted == 0 { 60_000 } else { 9_000 })));
    said.extend(second.kill());
    said.iter().map(|line| parsed(line)).collect()
}

fn parsed(line: &str) -> (AppId, String) {
    let (id, name) = line.split_once(' ').unwrap();
    (AppId(id.parse().unwrap()), name.to_owned())
}

fn assert_kept(vault: &Vault, id: AppId, name: &str, round: u32) {
    let app = vault.app_get(id).unwrap_or_else(|e| panic!("round {round}: {name} is lost: {e}"));
    assert_eq!(app.draft, draft(name), "round {round}");
    let kept = vault.secret_get(id, "clientSecret").unwrap().unwrap();
    assert_eq!(kept.expose(), name, "round {round}: one write is one");
}
