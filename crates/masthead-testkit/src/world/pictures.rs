//! Pictures of the small world, drawn when it is made: flat landscapes in the manner of a linocut.

use anyhow::Result;
use image::codecs::jpeg::JpegEncoder;
use image::{Rgb, RgbImage};

const WIDTH: u32 = 1920;
const HEIGHT: u32 = 1280;

/// What a picture shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scene {
    Bridge,
    River,
    Night,
    Mill,
    Lake,
    Church,
    Station,
    Tower,
}

/// Colours from the sky down: top, horizon, far hills, near hills, ground, ink.
struct Palette([[u8; 3]; 6]);

const MORNING: Palette = Palette([
    [188, 206, 214],
    [240, 226, 200],
    [150, 166, 164],
    [104, 126, 120],
    [74, 92, 82],
    [38, 44, 46],
]);
const EVENING: Palette = Palette([
    [92, 104, 138],
    [236, 178, 132],
    [134, 106, 118],
    [92, 78, 96],
    [60, 54, 70],
    [30, 28, 40],
]);
const NIGHT: Palette = Palette([
    [22, 28, 48],
    [62, 72, 102],
    [38, 46, 72],
    [28, 34, 56],
    [20, 24, 40],
    [10, 12, 22],
]);
const FIELD: Palette = Palette([
    [176, 200, 206],
    [236, 232, 206],
    [158, 176, 148],
    [124, 146, 104],
    [148, 152, 84],
    [52, 50, 42],
]);

/// Draws a scene as a JPEG.
pub(super) fn draw(scene: Scene) -> Result<Vec<u8>> {
    let mut canvas = Canvas::new(match scene {
        Scene::Bridge | Scene::Lake | Scene::River => &MORNING,
        Scene::Church | Scene::Tower => &EVENING,
        Scene::Night => &NIGHT,
        Scene::Mill | Scene::Station => &FIELD,
    });
    canvas.land(scene as u32 as f32);
    match scene {
        Scene::Bridge => canvas.bridge(),
        Scene::River => canvas.pier(),
        Scene::Night => canvas.windows(),
        Scene::Mill => canvas.mill(),
        Scene::Lake => canvas.water(0.58),
        Scene::Church => canvas.towers(&[0.42, 0.56]),
        Scene::Station => canvas.house(),
        Scene::Tower => canvas.towers(&[0.64]),
    }
    canvas.grain();
    canvas.to_jpeg()
}

struct Canvas<'a> {
    image: RgbImage,
    palette: &'a Palette,
}

impl<'a> Canvas<'a> {
    fn new(palette: &'a Palette) -> Self {
        Self {
            image: RgbImage::new(WIDTH, HEIGHT),
            palette,
        }
    }

    fn colour(&self, place: usize) -> Rgb<u8> {
        Rgb(self.palette.0[place])
    }

    /// Sky, sun, and three rows of hills; `turn` makes every landscape another.
    fn land(&mut self, turn: f32) {
        let (top, horizon) = (self.palette.0[0], self.palette.0[1]);
        for y in 0..HEIGHT {
            let line = mixed(top, horizon, y as f32 / (HEIGHT as f32 * 0.62));
            for x in 0..WIDTH {
                self.image.put_pixel(x, y, Rgb(line));
            }
        }
        self.disc(
            0.22 + turn * 0.07,
            0.3,
            0.055,
            Rgb(mixed(horizon, [255, 250, 235], 0.6)),
        );
        for (row, (level, swing)) in [(0.56, 0.09), (0.66, 0.07), (0.79, 0.035)]
            .into_iter()
            .enumerate()
        {
            let colour = self.colour(2 + row);
            self.below(colour, |x| {
                let phase = turn * 1.7 + row as f32 * 2.1;
                let wave = (x * (5.0 + row as f32 * 2.0) + phase).sin() * 0.6
                    + (x * 13.0 + phase * 1.9).sin() * 0.25;
                level - wave * swing
            });
        }
    }

    /// Fills everything below a line; both axes run from 0 to 1.
    fn below(&mut self, colour: Rgb<u8>, line: impl Fn(f32) -> f32) {
        for x in 0..WIDTH {
            let from = (line(x as f32 / WIDTH as f32).clamp(0.0, 1.0) * HEIGHT as f32) as u32;
            for y in from..HEIGHT {
                self.image.put_pixel(x, y, colour);
            }
        }
    }

    fn fill(&mut self, colour: Rgb<u8>, holds: impl Fn(f32, f32) -> bool) {
        for (x, y, pixel) in self.image.enumerate_pixels_mut() {
            if holds(x as f32 / WIDTH as f32, y as f32 / HEIGHT as f32) {
                *pixel = colour;
            }
        }
    }

    fn disc(&mut self, at_x: f32, at_y: f32, radius: f32, colour: Rgb<u8>) {
        let ratio = HEIGHT as f32 / WIDTH as f32;
        self.fill(colour, |x, y| {
            (x - at_x).powi(2) + ((y - at_y) * ratio).powi(2) < radius * radius
        });
    }

    fn bar(&mut self, colour: Rgb<u8>, x: (f32, f32), y: (f32, f32)) {
        self.fill(colour, |at_x, at_y| {
            (x.0..x.1).contains(&at_x) && (y.0..y.1).contains(&at_y)
        });
    }

    fn water(&mut self, from: f32) {
        let light = mixed(self.palette.0[1], self.palette.0[2], 0.35);
        let dark = mixed(self.palette.0[2], self.palette.0[3], 0.5);
        self.fill(Rgb(light), |_, y| y > from);
        self.fill(Rgb(dark), |x, y| {
            let depth = (y - from) / (1.0 - from);
            y > from
                && ((x * 40.0 + (y * 90.0).sin() * 2.0).sin() > 0.93 - depth * 0.35)
                && (y * 220.0).sin() > 0.2
        });
        let shore = self.colour(5);
        self.below(shore, |x| 0.93 - (x * 4.0 + 0.6).sin() * 0.045);
    }

    fn bridge(&mut self) {
        self.water(0.7);
        let ink = self.colour(5);
        self.bar(ink, (0.0, 1.0), (0.545, 0.575));
        for arch in 0..4 {
            let (from, to) = (arch as f32 * 0.25, arch as f32 * 0.25 + 0.25);
            let middle = f32::midpoint(from, to);
            self.fill(ink, |x, y| {
                let inside = ((x - middle) / 0.105).powi(2) + ((y - 0.76) / 0.165).powi(2) < 1.0;
                (from..to).contains(&x) && (0.575..0.76).contains(&y) && !inside
            });
        }
        self.fill(ink, |x, y| {
            (0.515..0.545).contains(&y) && (x * 60.0).fract() < 0.12
        });
        self.bar(ink, (0.0, 1.0), (0.511, 0.517));
    }

    fn pier(&mut self) {
        self.water(0.6);
        let ink = self.colour(5);
        self.fill(ink, |x, y| {
            (0.3..0.84).contains(&y)
                && (x - 0.5 - (y - 0.3) * 0.12).abs() < 0.045 + (y - 0.3) * 0.06
        });
        self.fill(ink, |x, y| (y - 0.27 - (x - 0.5) * 0.1).abs() < 0.035);
    }

    fn windows(&mut self) {
        let (ink, light) = (self.colour(5), Rgb([246, 206, 128]));
        for house in 0..7 {
            let from = house as f32 * 0.15 - 0.02;
            let top = 0.46 + ((house * 37 % 11) as f32) * 0.018;
            self.fill(ink, |x, y| {
                let roof = top - 0.09 + ((x - from - 0.07).abs() / 0.07) * 0.09;
                (from..from + 0.14).contains(&x) && y > roof && y < 0.9
            });
            for window in 0..6_u32 {
                let (column, row) = ((window % 2) as f32, (window / 2) as f32);
                if !(house as u32 * 5 + window * 3).is_multiple_of(4) {
                    let (x, y) = (from + 0.032 + column * 0.05, top + 0.05 + row * 0.11);
                    self.bar(light, (x, x + 0.024), (y, y + 0.052));
                }
            }
        }
        self.below(ink, |_| 0.88);
        self.fill(light, |x, y| {
            (y - 0.91).abs() < 0.006 && (x * 9.0).fract() < 0.55
        });
    }

    fn mill(&mut self) {
        let ink = self.colour(5);
        let field = self.colour(4);
        self.fill(ink, |x, y| {
            let tooth = (x * 9.0).fract();
            (0.12..0.88).contains(&x) && y > 0.52 - tooth * 0.085 && y < 0.8
        });
        self.bar(ink, (0.78, 0.81), (0.22, 0.6));
        let glass = Rgb(self.palette.0[1]);
        self.fill(glass, |x, y| {
            (0.14..0.86).contains(&x) && (0.6..0.68).contains(&y) && (x * 27.0).fract() < 0.55
        });
        self.below(field, |x| 0.78 + (x * 3.0).sin() * 0.01);
        self.fill(ink, |x, y| {
            y > 0.8 && (x * 70.0 + (y * 8.0).sin()).sin() > 0.97 - (y - 0.8) * 0.9
        });
    }

    fn towers(&mut self, at: &[f32]) {
        let ink = self.colour(5);
        for &middle in at {
            self.bar(ink, (middle - 0.035, middle + 0.035), (0.34, 0.95));
            self.fill(ink, |x, y| {
                (0.14..0.34).contains(&y) && (x - middle).abs() < (y - 0.14) * 0.19
            });
        }
        let (from, to) = (at[0] - 0.16, at[at.len() - 1] + 0.18);
        self.fill(ink, |x, y| (from..to).contains(&x) && y > 0.6);
        for bird in 0..17_u32 {
            let (x, y) = (
                0.08 + (bird * 61 % 89) as f32 / 100.0,
                0.1 + (bird * 37 % 31) as f32 / 100.0,
            );
            self.fill(ink, |at_x, at_y| {
                (at_x - x).abs() < 0.012 && (at_y - y - (at_x - x).abs() * 0.6).abs() < 0.003
            });
        }
    }

    fn house(&mut self) {
        let (ink, wall) = (self.colour(5), Rgb([202, 168, 118]));
        self.bar(wall, (0.24, 0.76), (0.47, 0.78));
        self.fill(ink, |x, y| {
            (0.34..0.47).contains(&y) && (x - 0.5).abs() < 0.2 + (y - 0.34) * 0.8
        });
        self.fill(ink, |x, y| {
            (0.54..0.66).contains(&y) && (0.27..0.73).contains(&x) && (x * 14.0).fract() < 0.4
        });
        self.bar(ink, (0.0, 1.0), (0.78, 0.8));
        self.fill(ink, |x, y| {
            y > 0.86 && (y - 0.88).abs() < 0.008 || (y - 0.95).abs() < 0.01 && x > 0.0
        });
        self.fill(ink, |x, y| {
            (0.84..0.98).contains(&y) && ((x - 0.5) / (y - 0.4) * 24.0).fract().abs() < 0.16
        });
    }

    /// A little unevenness, as ink on paper has it.
    fn grain(&mut self) {
        let mut state = 0x9e37_79b9_u32;
        for pixel in self.image.pixels_mut() {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let shift = (state >> 28) as i16 - 7;
            for channel in &mut pixel.0 {
                *channel = (i16::from(*channel) + shift / 2).clamp(0, 255) as u8;
            }
        }
    }

    fn to_jpeg(&self) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        JpegEncoder::new_with_quality(&mut bytes, 88).encode_image(&self.image)?;
        Ok(bytes)
    }
}

fn mixed(from: [u8; 3], to: [u8; 3], share: f32) -> [u8; 3] {
    let share = share.clamp(0.0, 1.0);
    std::array::from_fn(|channel| {
        (f32::from(from[channel]) * (1.0 - share) + f32::from(to[channel]) * share) as u8
    })
}
