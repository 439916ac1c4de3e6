//! A local stand-in of federalregister.gov and ecfr.gov: the API of domain knowledge, with its traps, and with
//! switches for everything that goes wrong on the way to it.
//!
//! What the two sites hold is a [`World`], changed while the stand-in runs. What goes wrong is a [`Fault`], switched on
//! for some answers of some addresses. What was asked is a list of [`Asked`].

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

mod answer;
mod fault;
mod record;
mod routes;
mod search;
mod wire;
mod world;

pub(crate) use fault::{Fault, Switch};
pub(crate) use wire::Asked;
pub(crate) use world::{Document, World, day};

/// Both hosts, on one port of this machine.
pub(crate) struct StandIn {
    shared: Arc<Shared>,
}

/// What the threads of the server have in common.
struct Shared {
    address: SocketAddr,
    world: Mutex<World>,
    switches: Mutex<Vec<Switch>>,
    asked: Mutex<Vec<Asked>>,
    stopped: AtomicBool,
}

impl Shared {
    fn stopped(&self) -> bool {
        self.stopped.load(Ordering::SeqCst)
    }
}

impl StandIn {
    pub(crate) fn new(world: World) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let shared = Arc::new(Shared {
            address: listener.local_addr().unwrap(),
            world: Mutex::new(world),
            switches: Mutex::default(),
            asked: Mutex::default(),
            stopped: AtomicBool::new(false),
        });
        let serving = Arc::clone(&shared);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if serving.stopped() {
                    break;
                }
                let serving = Arc::clone(&serving);
                thread::spawn(move || wire::serve(&serving, &stream));
            }
        });
        Self { shared }
    }

    /// The address of the host, without a path.
    pub(crate) fn host(&self) -> String {
        format!("http://{}", self.shared.address)
    }

    /// The base URL of the Federal Register's API.
    pub(crate) fn federal_register(&self) -> String {
        format!("{}/api/v1", self.host())
    }

    /// The base URL of the eCFR's API.
    pub(crate) fn ecfr(&self) -> String {
        format!("{}/api", self.host())
    }

    /// Changes what the hosts hold.
    pub(crate) fn world<T>(&self, change: impl FnOnce(&mut World) -> T) -> T {
        change(&mut self.shared.world.lock().unwrap())
    }

    /// Lets the next `times` answers of addresses that contain `address` go wrong.
    pub(crate) fn fault(&self, address: &str, times: usize, fault: Fault) {
        self.shared.switches.lock().unwrap().push(Switch::new(address, times, fault));
    }

    /// Everything works from now on.
    pub(crate) fn mend(&self) {
        self.shared.switches.lock().unwrap().clear();
        self.world(|world| world.clock_ahead = 0);
    }

    /// What was asked so far, in order.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.shared.asked.lock().unwrap().clone()
    }

    /// What was asked of addresses that contain `address`.
    pub(crate) fn asked_for(&self, address: &str) -> Vec<Asked> {
        let mut asked = self.asked();
        asked.retain(|asked| asked.target.contains(address));
        asked
    }

    pub(crate) fn forget_asked(&self) {
        self.shared.asked.lock().unwrap().clear();
    }
}

impl Drop for StandIn {
    fn drop(&mut self) {
        self.shared.stopped.store(true, Ordering::SeqCst);
        // Wakes the thread that waits for a visitor.
        let _ = TcpStream::connect(self.shared.address);
    }
}
