//! Mutations of seeds for the moments that a test has; `make fuzz` takes minutes and lets libFuzzer choose.
//!
//! Always the same mutations in every run: a test that fails fails for everybody.

use std::time::{Duration, Instant};

/// Mutations that are tried of all seeds together, where the time is not up before.
const TRIES: usize = 4_000;

/// When a slow promise ends its moment; how many were tried until then differs from machine to machine, which ones does not.
const MOMENT: Duration = Duration::from_secs(4);

/// Holds the promise to every seed as it is, to every beginning of it in about fifty lengths, and to mutations of it.
///
/// # Panics
/// The promise is broken.
pub(crate) fn for_a_moment(seeds: &[Vec<u8>], hold: fn(&[u8])) {
    assert!(!seeds.is_empty(), "a promise needs seeds to begin with");
    for seed in seeds {
        hold(seed);
        let step = seed.len() / 50 + 1;
        (0..seed.len())
            .step_by(step)
            .for_each(|end| hold(&seed[..end]));
    }
    let began = Instant::now();
    let mut chance = Chance(20_261_122);
    for number in 0..TRIES {
        let seed = &seeds[number % seeds.len()];
        hold(&mutated(
            seed,
            &seeds[chance.below(seeds.len())],
            &mut chance,
        ));
        if began.elapsed() > MOMENT {
            return;
        }
    }
}

/// One to four changes of the seed.
fn mutated(seed: &[u8], other: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=chance.below(3) {
        change(&mut bytes, other, chance);
    }
    bytes
}

fn change(bytes: &mut Vec<u8>, other: &[u8], chance: &mut Chance) {
    let at = chance.below(bytes.len() + 1);
    let end = (at + 1 + chance.below(24)).min(bytes.len());
    match chance.below(7) {
        0 if at < bytes.len() => bytes[at] ^= 1 << chance.below(8),
        1 if at < bytes.len() => bytes[at] = ODD[chance.below(ODD.len())],
        2 => drop(bytes.drain(at.min(end)..end)),
        3 => {
            let piece = bytes[at.min(end)..end].repeat(1 + chance.below(40));
            bytes.splice(at..at, piece);
        }
        4 => {
            let from = chance.below(other.len() + 1);
            let to = (from + 1 + chance.below(60)).min(other.len());
            bytes.splice(at..at, other[from.min(to)..to].iter().copied());
        }
        5 => bytes.truncate(at),
        _ => drop(bytes.splice(at..at, [ODD[chance.below(ODD.len())]])),
    }
}

/// Bytes that parsers have stumbled over.
const ODD: &[u8] = b"\0\x01\t\n\r \"#&'()*,-./09:;<=>?@[\\]^_`{|}~\x7f\x80\xbf\xc0\xe2\xf0\xff";

/// Marsaglia's xorshift (Journal of Statistical Software 8/14, 2003): enough for choosing, and the same everywhere.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).expect("smaller than a usize")
    }
}
