//! Where output goes, and what of it a terminal or a reader of Markdown gets to see.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{FileTypeExt as _, PermissionsExt as _, symlink};
use std::process::Command;

use crate::support::{Desk, OLD_LIST, fixture, text, text_of};

/// The database is no place for a report, by whatever name it is called, and nothing is done before that is seen.
#[test]
fn the_database_is_never_written_over() {
    let desk = Desk::with_list();
    let database = desk.path("earwatch.db");
    fs::create_dir(desk.path("folder")).unwrap();
    symlink(&database, desk.path("link")).unwrap();
    symlink(desk.path("earwatch.db-wal"), desk.path("wal-link")).unwrap();
    let rule = fixture("rules/2023-90101.xml");
    for output in [
        "earwatch.db",
        database.to_str().unwrap(),
        "folder/../earwatch.db",
        "link",
        "earwatch.db-wal",
        "earwatch.db-shm",
        "earwatch.db.lock",
        "wal-link",
    ] {
        for args in [&["versions"][..], &["import", &rule]] {
            let args = [args, &["-o", output]].concat();
            desk.refuses(&args, &["cannot write to", output, "the database"]);
            assert_eq!(desk.run(&args).code, 2, "{args:?}");
        }
    }
    assert_eq!(desk.hashes().len(), 1);
    assert!(fs::symlink_metadata(desk.path("link")).unwrap().is_symlink());
}

/// A database that is to be made is spared as well, in a folder that is to be made, and behind a link.
#[test]
fn a_database_to_come_is_never_written_over() {
    let desk = Desk::new();
    symlink("elsewhere/lists.db", desk.path("link.db")).unwrap();
    for output in ["link.db", "elsewhere/lists.db", "./elsewhere/lists.db-wal"] {
        let list = fixture(OLD_LIST);
        let args = ["init", "--list", &list, "--as-of", "2023-06-30"];
        let ended = desk.run(&[&args[..], &["--db", "link.db", "-o", output]].concat());
        assert_eq!(ended.code, 2, "{output}: {}", ended.err);
    }
    assert!(!desk.path("elsewhere").exists());
}

#[test]
fn output_goes_through_links_and_keeps_permissions() {
    let desk = Desk::with_list();
    let printed = desk.done(&["versions"]);
    fs::create_dir(desk.path("folder")).unwrap();
    let target = desk.file("folder/versions.txt", "before");
    fs::set_permissions(&target, fs::Permissions::from_mode(0o640)).unwrap();
    for (link, to) in [("link", "folder/versions.txt"), ("second", "link"), ("dangling", "folder/new.txt")] {
        symlink(to, desk.path(link)).unwrap();
        desk.done(&["versions", "-o", link]);
        let kind = fs::symlink_metadata(desk.path(link)).unwrap();
        assert!(kind.is_symlink(), "{link}");
        assert_eq!(fs::read_to_string(desk.path(link)).unwrap(), printed);
    }
    let mode = fs::metadata(&target).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
    // A new file is for whom the mask allows it.
    let mode = |name: &str| fs::metadata(desk.path(name)).unwrap().permissions().mode();
    fs::write(desk.path("plain"), "").unwrap();
    assert_eq!(mode("folder/new.txt"), mode("plain"));
    let left = fs::read_dir(desk.path("folder")).unwrap().count();
    assert_eq!(left, 2, "no temporary file is left");
}

#[test]
fn a_pipe_is_written_into() {
    let desk = Desk::with_list();
    let printed = desk.done(&["versions"]);
    let pipe = desk.path("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let reader = {
        let pipe = pipe.clone();
        std::thread::spawn(move || fs::read_to_string(pipe).unwrap())
    };
    desk.done(&["versions", "-o", "pipe"]);
    let kind = fs::symlink_metadata(&pipe).unwrap().file_type();
    assert!(kind.is_fifo(), "a file took the place of the pipe");
    assert_eq!(reader.join().unwrap(), printed);
}

#[test]
fn a_folder_is_no_file() {
    let desk = Desk::with_list();
    fs::create_dir(desk.path("folder")).unwrap();
    desk.refuses(&["versions", "-o", "folder"], &["cannot write folder"]);
}

/// In Markdown lists are tables, and what is laid out for a terminal is one block of code; no name in it ends either.
#[test]
fn in_markdown_no_name_ends_a_row_or_a_block() {
    let list = text(OLD_LIST).replace("Dexlas Sanayi", "Dexlas ```` &lt;img src=x&gt; \u{202E}\u{AD}Sanayi");
    let desk = Desk::new();
    let path = desk.file("list.xml", list);
    desk.ends_with(3, &["init", "--list", &path, "--as-of", "2023-06-30"]);
    desk.import(3, "rules/2023-90202.xml");
    let entries = desk.ndjson(&["list"]);
    let entry = entries.iter().find(|entry| text_of(entry, "name").starts_with("Dexlas "));
    let id = entry.unwrap()["id"].to_string();
    for args in [&["versions"][..], &["runs"], &["findings"]] {
        let md = desk.done(&[args, &["--format", "md"]].concat());
        let plain = desk.done(args);
        let fence = if plain.contains("````") { "`````" } else { "```" };
        assert_eq!(md, format!("{fence}text\n{plain}{fence}\n"), "{args:?}");
        assert!(!md.contains(['\u{202E}', '\u{AD}']), "{args:?}: {md}");
    }
    let history = desk.done(&["history", &id, "--format", "md"]);
    let row = r"| name | Dexlas \`\`\`\` \<img src=x\> ⟨U+202E⟩";
    assert!(history.contains(row), "{history}");
    let shown = desk.done(&["list", "--format", "md"]);
    let hostile = r"Dexlas \`\`\`\` \<img src=x\> ⟨U+202E⟩";
    assert!(shown.contains(&format!("\n| {hostile}")), "{shown}");
    assert_eq!(shown.matches("\n| ").count(), entries.len() + shown.matches("|---").count() / 5, "{shown}");
    let shown = desk.done(&["show", &id, "--format", "md"]);
    assert!(shown.starts_with(&format!("## {hostile}")) && shown.contains("\n- **address:**"), "{shown}");
    let shown = desk.done(&["documents", "--format", "md"]);
    assert!(shown.starts_with("| Document | Published |") && shown.contains("2023-90202"), "{shown}");
    assert_eq!(desk.done(&["acknowledge", "--format", "md"]), "");
}
