//! How time passes and where chance comes from, so that a test of an hour's patience takes no time.

use std::future::Future;
use std::pin::Pin;
use std::time::{Duration, SystemTime};

/// A pause, on its way to its end.
pub type Pausing<'a> = Pin<Box<dyn Future<Output = ()> + Send + 'a>>;

/// The clock and the dice of whoever asks.
pub trait Pace: Send + Sync {
    /// Now.
    fn now(&self) -> SystemTime;
    /// Waits.
    fn pause(&self, length: Duration) -> Pausing<'_>;
    /// A number from 0 to 1, another one each time.
    fn chance(&self) -> f64;
}

/// The pace of the house: pauses are real, clock and chance are given by the one who has them.
pub struct HousePace<N, C> {
    now: N,
    chance: C,
}

impl<N, C> HousePace<N, C>
where
    N: Fn() -> SystemTime + Send + Sync,
    C: Fn() -> f64 + Send + Sync,
{
    /// With this clock, and this source of numbers from 0 to 1.
    pub fn new(now: N, chance: C) -> Self {
        Self { now, chance }
    }
}

impl<N, C> Pace for HousePace<N, C>
where
    N: Fn() -> SystemTime + Send + Sync,
    C: Fn() -> f64 + Send + Sync,
{
    fn now(&self) -> SystemTime {
        (self.now)()
    }

    fn pause(&self, length: Duration) -> Pausing<'_> {
        Box::pin(tokio::time::sleep(length))
    }

    fn chance(&self) -> f64 {
        (self.chance)()
    }
}
