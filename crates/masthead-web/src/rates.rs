//! How often somebody may try: per account, per address and per route, in a window that refills steadily.
//!
//! Each node counts for itself; several nodes together let through at most as many times more.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::IpAddr;
use std::sync::Mutex;
use std::time::Instant;

use masthead_core::kernel::AccountId;

use crate::refusal::Refusal;

/// Buckets kept before those that are full again are thrown away.
const SWEEP_AT: usize = 50_000;

/// A route whose use is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Route {
    /// Trying a password.
    SignIn,
    /// Making an account.
    SignUp,
    /// Asking for a letter with a link.
    Forgot,
    /// Writing a post.
    Post,
    /// Giving a notice or a complaint.
    Report,
}

impl Route {
    /// How many at once, and seconds until one more is allowed.
    const fn allowance(self) -> (f64, f64) {
        match self {
            Route::SignIn => (10.0, 12.0),
            Route::SignUp => (6.0, 120.0),
            Route::Forgot => (5.0, 180.0),
            Route::Post => (12.0, 10.0),
            Route::Report => (10.0, 30.0),
        }
    }
}

/// Whose attempts are counted together. An IPv6 network of 64 bits counts as one, as one household has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Who {
    /// Somebody signed in.
    Account(AccountId),
    /// A network address.
    Address(IpAddr),
    /// Something typed, such as the e-mail address of a sign-in, as a hash.
    Typed(u64),
}

impl Who {
    /// An address, or the network it belongs to.
    pub fn at(address: IpAddr) -> Self {
        match address {
            IpAddr::V4(_) => Who::Address(address),
            IpAddr::V6(six) => {
                let network = u128::from(six) & !u128::from(u64::MAX);
                Who::Address(IpAddr::V6(network.into()))
            }
        }
    }

    /// Something typed by somebody, whatever its case.
    pub fn typed(text: &str) -> Self {
        use std::hash::{DefaultHasher, Hasher};
        let mut hasher = DefaultHasher::new();
        text.trim().to_lowercase().hash(&mut hasher);
        Who::Typed(hasher.finish())
    }
}

struct Bucket {
    left: f64,
    at: Instant,
}

/// Counts attempts.
#[derive(Default)]
pub struct Rates {
    buckets: Mutex<HashMap<(Route, Who), Bucket>>,
    is_off: bool,
}

impl Rates {
    /// Lets everything through: for load tests and journeys from a single address.
    pub fn off() -> Self {
        Self {
            is_off: true,
            ..Self::default()
        }
    }

    /// Counts one attempt, or refuses it with the time until the next may succeed.
    pub fn count(&self, route: Route, who: Who) -> Result<(), Refusal> {
        self.count_at(route, who, Instant::now())
    }

    fn count_at(&self, route: Route, who: Who, now: Instant) -> Result<(), Refusal> {
        if self.is_off {
            return Ok(());
        }
        let (most, secs_each) = route.allowance();
        let mut buckets = self
            .buckets
            .lock()
            .expect("no code panics while it holds the buckets");
        if buckets.len() > SWEEP_AT {
            buckets.retain(|(route, _), bucket| !is_full(*route, bucket, now));
        }
        let bucket = buckets.entry((route, who)).or_insert(Bucket {
            left: most,
            at: now,
        });
        let refilled = now.saturating_duration_since(bucket.at).as_secs_f64() / secs_each;
        bucket.left = (bucket.left + refilled).min(most);
        bucket.at = now;
        if bucket.left < 1.0 {
            let wait_secs = ((1.0 - bucket.left) * secs_each).ceil();
            return Err(Refusal::TooOften(wait_secs as u32));
        }
        bucket.left -= 1.0;
        Ok(())
    }
}

fn is_full(route: Route, bucket: &Bucket, now: Instant) -> bool {
    let (most, secs_each) = route.allowance();
    bucket.left + now.saturating_duration_since(bucket.at).as_secs_f64() / secs_each >= most
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn after_a_burst_one_waits_and_may_then_go_on() {
        let rates = Rates::default();
        let who = Who::typed("anna@example.org");
        let start = Instant::now();
        for _ in 0..10 {
            assert_eq!(rates.count_at(Route::SignIn, who, start), Ok(()));
        }
        assert_eq!(
            rates.count_at(Route::SignIn, who, start),
            Err(Refusal::TooOften(12))
        );
        assert_eq!(
            rates.count_at(Route::SignIn, who, start + Duration::from_secs(12)),
            Ok(())
        );
    }

    #[test]
    fn one_household_counts_as_one() {
        let one = Who::at("2001:db8::1".parse().expect("an address"));
        let other = Who::at("2001:db8::ffff".parse().expect("an address"));
        assert_eq!(one, other);
    }
}
