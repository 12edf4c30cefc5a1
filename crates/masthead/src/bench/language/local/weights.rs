//! Weights that are chance, in the form of Firefox's models: eight bits each, with the multiplier that they were made
//! with. They translate nothing, but what they cost is what a trained model of the shape costs.

use super::pieces::Piece;

/// The numbers that Marian gives to kinds of data.
const FLOAT32: u64 = 0x404;
const INTGEMM8: u64 = 0x4101;
const INT8: u64 = 0x101;
/// The multiplier of what comes into a product.
const INPUT: f32 = 127.0 / 4.0;
/// How unlikely a piece is that is never to be said.
const NEVER: f32 = -1e6;

/// How large a model is.
#[derive(Clone, Copy)]
pub(super) struct Shape {
    pub(super) pieces: usize,
    pub(super) width: usize,
    pub(super) inner: usize,
    pub(super) heads: usize,
    pub(super) encoders: usize,
    pub(super) decoders: usize,
}

impl Shape {
    /// Firefox's larger models.
    pub(super) const BASE: Self = Self {
        pieces: 32_000,
        width: 512,
        inner: 2_048,
        heads: 8,
        encoders: 6,
        decoders: 2,
    };

    fn build(&self) -> String {
        let Self {
            pieces,
            width,
            inner,
            heads,
            encoders,
            decoders,
        } = self;
        format!(
            "type: transformer\ndim-emb: {width}\ndim-vocabs:\n  - {pieces}\n  - {pieces}\nenc-depth: {encoders}\n\
             dec-depth: {decoders}\ntransformer-dim-ffn: {inner}\ntransformer-heads: {heads}\n\
             transformer-decoder-autoreg: rnn\ndec-cell: ssru\ntied-embeddings-all: true\n"
        )
    }
}

/// The file of a model of this shape. It says nothing but words, never the end of a sentence: that comes where the
/// engine ends it, after twice the tokens of the source and four.
pub(super) fn file(shape: Shape, pieces: &[Piece], seed: u64) -> Vec<u8> {
    let mut items = Items {
        list: Vec::new(),
        chance: Chance(seed),
        width: shape.width,
    };
    items.vocabulary(pieces);
    for layer in 1..=shape.encoders {
        items.attention(&format!("encoder_l{layer}_self"));
        items.feed_forward(&format!("encoder_l{layer}_ffn"), shape.inner);
    }
    for layer in 1..=shape.decoders {
        items.recurrent(&format!("decoder_l{layer}_rnn"));
        items.attention(&format!("decoder_l{layer}_context"));
        items.feed_forward(&format!("decoder_l{layer}_ffn"), shape.inner);
    }
    let mut build = shape.build().into_bytes();
    build.push(0);
    items.push("special:model.yml", INT8, vec![build.len()], build);
    container(&items.list)
}

/// A part of a model.
struct Item {
    name: String,
    kind: u64,
    sides: Vec<usize>,
    data: Vec<u8>,
}

/// The parts, as they come.
struct Items {
    list: Vec<Item>,
    chance: Chance,
    width: usize,
}

impl Items {
    fn push(&mut self, name: &str, kind: u64, sides: Vec<usize>, mut data: Vec<u8>) {
        data.resize(data.len().next_multiple_of(256), 0);
        let name = name.to_owned();
        self.list.push(Item {
            name,
            kind,
            sides,
            data,
        });
    }

    fn vocabulary(&mut self, pieces: &[Piece]) {
        let width = self.width;
        self.matrix("Wemb", pieces.len(), width);
        // The projection to words is the same matrix, and a product without a name.
        self.row("none_QuantMultA", &[INPUT]);
        let never = |piece: &Piece| match piece.is_word() {
            true => 0.0,
            false => NEVER,
        };
        let bias: Vec<f32> = pieces.iter().map(never).collect();
        self.row("decoder_ff_logit_out_b", &bias);
    }

    /// Eight bits each, the multiplier behind them, and the one of what is multiplied with them.
    fn matrix(&mut self, name: &str, rows: usize, columns: usize) {
        let mut data = self.chance.weights(rows * columns);
        #[expect(clippy::cast_precision_loss, reason = "sides are thousands")]
        let largest = (6.0 / (rows + columns) as f32).sqrt();
        data.extend((127.0 / largest).to_le_bytes());
        self.push(name, INTGEMM8, vec![rows, columns], data);
        self.row(&format!("{name}_QuantMultA"), &[INPUT]);
    }

    fn row(&mut self, name: &str, numbers: &[f32]) {
        let data = numbers.iter().flat_map(|it| it.to_le_bytes()).collect();
        self.push(name, FLOAT32, vec![1, numbers.len()], data);
    }

    fn chance_row(&mut self, name: &str, count: usize, around: f32, spread: f32) {
        let numbers: Vec<f32> = (0..count)
            .map(|_| around + spread * self.chance.between())
            .collect();
        self.row(name, &numbers);
    }

    fn affine(&mut self, weights: &str, bias: &str, rows: usize, columns: usize) {
        self.matrix(weights, rows, columns);
        self.chance_row(bias, columns, 0.0, 0.1);
    }

    fn norm(&mut self, name: &str) {
        self.chance_row(&format!("{name}_ln_scale"), self.width, 1.0, 1.5);
        self.chance_row(&format!("{name}_ln_bias"), self.width, 0.0, 0.1);
    }

    fn attention(&mut self, name: &str) {
        let width = self.width;
        for letter in ["q", "k", "v", "o"] {
            let (weights, bias) = (format!("{name}_W{letter}"), format!("{name}_b{letter}"));
            self.affine(&weights, &bias, width, width);
        }
        self.norm(&format!("{name}_Wo"));
    }

    fn feed_forward(&mut self, name: &str, inner: usize) {
        let width = self.width;
        self.affine(&format!("{name}_W1"), &format!("{name}_b1"), width, inner);
        self.affine(&format!("{name}_W2"), &format!("{name}_b2"), inner, width);
        self.norm(&format!("{name}_ffn"));
    }

    fn recurrent(&mut self, name: &str) {
        let width = self.width;
        self.matrix(&format!("{name}_W"), width, width);
        self.affine(&format!("{name}_Wf"), &format!("{name}_bf"), width, width);
        self.norm(&format!("{name}_ffn"));
    }
}

/// Marian's binary form: lengths, names, shapes, a gap, and the data at multiples of 256 bytes.
fn container(items: &[Item]) -> Vec<u8> {
    let mut out = Vec::new();
    let number = |out: &mut Vec<u8>, number: usize| out.extend((number as u64).to_le_bytes());
    number(&mut out, 1);
    number(&mut out, items.len());
    for item in items {
        number(&mut out, item.name.len() + 1);
        out.extend(item.kind.to_le_bytes());
        number(&mut out, item.sides.len());
        number(&mut out, item.data.len());
    }
    for item in items {
        out.extend(item.name.bytes().chain([0]));
    }
    for side in items.iter().flat_map(|it| &it.sides) {
        out.extend(u32::try_from(*side).unwrap_or(u32::MAX).to_le_bytes());
    }
    let gap = (out.len() + 8).next_multiple_of(256) - out.len() - 8;
    number(&mut out, gap);
    out.resize(out.len() + gap, 0);
    for item in items {
        out.extend(&item.data);
    }
    out
}

/// Chance that can be repeated (splitmix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From -127 to 127 as signed bytes: -128 has no counterpart, and the products rely on there being one.
    fn weights(&mut self, count: usize) -> Vec<u8> {
        let mut weights = Vec::with_capacity(count + 8);
        while weights.len() < count {
            let eight = self.next().to_le_bytes();
            weights.extend(eight.map(|it| if it == 0x80 { 0x81 } else { it }));
        }
        weights.truncate(count);
        weights
    }

    /// From -1 to 1.
    fn between(&mut self) -> f32 {
        let byte = self.next().to_le_bytes()[7];
        (f32::from(byte) - 127.5) / 127.5
    }
}
