//! The shape of a recording for a slider: two hundred heights, small enough to send with a page.

use super::pcm::lasts;

/// How many heights there are.
const COUNT: usize = 200;

/// How loud a recording is along its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Peaks {
    /// From beginning to end; 255 is the loudest place of the recording itself.
    pub heights: Vec<u8>,
    /// How long the recording is, in milliseconds.
    pub lasts_ms: u64,
}

impl Peaks {
    /// As JSON: `{"duration_ms":1250,"peaks":[0,12,…]}`.
    pub fn to_json(&self) -> String {
        let heights: Vec<String> = self.heights.iter().map(u8::to_string).collect();
        format!(
            "{{\"duration_ms\":{},\"peaks\":[{}]}}",
            self.lasts_ms,
            heights.join(",")
        )
    }
}

/// The heights of a recording.
pub fn peaks(samples: &[i16], rate: u32) -> Peaks {
    let highest = |from: usize, to: usize| {
        let inside = samples[from..to].iter().map(|it| it.unsigned_abs());
        u32::from(inside.max().unwrap_or(0))
    };
    let edge = |nth: usize| samples.len() * nth / COUNT;
    let heights: Vec<u32> = (0..COUNT)
        .map(|nth| highest(edge(nth), edge(nth + 1)))
        .collect();
    let most = heights.iter().copied().max().unwrap_or(0).max(1);
    let heights = heights.iter().map(|height| height * 255 / most);
    Peaks {
        heights: heights
            .map(|it| u8::try_from(it).unwrap_or(u8::MAX))
            .collect(),
        lasts_ms: u64::try_from(lasts(samples.len(), rate).as_millis()).unwrap_or(u64::MAX),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_loudest_place_is_255() {
        let mut samples = vec![100; 24_000];
        samples[12_000] = -20_000;
        let peaks = peaks(&samples, 24_000);

        assert_eq!((peaks.heights.len(), peaks.lasts_ms), (200, 1_000));
        assert_eq!((peaks.heights[100], peaks.heights[0]), (255, 1));
    }

    #[test]
    fn a_moment_has_a_shape_too() {
        assert_eq!(peaks(&[1, 2, 3], 24_000).heights.iter().max(), Some(&255));
        assert!(
            peaks(&[], 24_000)
                .to_json()
                .starts_with("{\"duration_ms\":0,\"peaks\":[0,")
        );
    }
}
