//! `serve --check`: whether a server lives, as a container and a supervisor ask.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;

use crate::support::Desk;
use crate::support::served::Served;

#[test]
fn a_server_that_lives_says_so_to_who_has_no_token_too() {
    let desk = Desk::with_list();
    let token = desk.file("token", "d3b07384d113edec49eaa6238ad5ff00");
    for how in [&[][..], &["--listen", "0.0.0.0", "--token-file", &token]] {
        let served = Served::of(&desk, how);
        let port = served.address.port().to_string();
        let listen: Vec<_> = how.iter().copied().take(2).collect();
        let check = [&["serve", "--check", "--port", &port], listen.as_slice()].concat();
        assert_eq!(desk.done(&check), "");
        drop(served);
        let ended = desk.run(&check);
        let said = format!("earwatch: no `earwatch serve` answers at 127.0.0.1:{port}: ");
        assert!(ended.code == 1 && ended.err.starts_with(&said), "{ended:?}");
    }
}

#[test]
fn what_answers_otherwise_is_no_server_that_lives() {
    let desk = Desk::new();
    for answer in ["HTTP/1.1 503 Service Unavailable\r\n\r\n", "HTTP/1.1 20", "SSH-2.0-OpenSSH_9.2p1\r\n", ""] {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port().to_string();
        // Whoever asks: the port stays this one's up to the end of the tests.
        std::thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let _ = stream.read(&mut [0; 512]);
                let _ = stream.write_all(answer.as_bytes());
            }
        });
        let ended = desk.run(&["serve", "--check", "--port", &port]);
        assert!(ended.code == 1 && ended.out.is_empty(), "{answer:?}: {ended:?}");
    }
}
