"""Makes the fixture of the loader of translation models: random models, and what the original engine makes of them.

A model with random weights translates nothing, but it computes: two engines that read the same file must say the same
nonsense. The weights come from a seed, the vocabulary from our own gold sentences, and the words to compare with from
the original C++ engine of Bergamot, compiled to WebAssembly by its authors.

    python3 -m venv v && v/bin/pip install numpy sentencepiece
    npm install @browsermt/bergamot-translator@0.4.9
    v/bin/python make.py && node oracle.cjs node_modules/@browsermt/bergamot-translator/worker

It needs to be run again only where the shape of the models changes; the files beside it are what it made.
"""

import io
import struct
from pathlib import Path

import numpy
import sentencepiece

HERE = Path(__file__).parent
GOLD = HERE / "../../../masthead-text/tests/gold"
PIECES, DIM, FFN, HEADS, ENCODERS, DECODERS = 1000, 64, 128, 4, 2, 2
FLOAT32, INTGEMM8, INT8 = 0x404, 0x4101, 0x101
SENTENCES = 41
CHAOS = 1.5

YML = f"""bert-train-type-embeddings: false
bert-type-vocab-size: 0
dec-cell: ssru
dec-cell-base-depth: 2
dec-cell-high-depth: 1
dec-depth: {DECODERS}
dim-emb: {DIM}
dim-rnn: {DIM}
dim-vocabs:
  - {PIECES}
  - {PIECES}
enc-cell: gru
enc-cell-depth: 1
enc-depth: {ENCODERS}
enc-type: bidirectional
factors-combine: sum
factors-dim-emb: 0
input-types:
  []
layer-normalization: false
lemma-dependency: ""
lemma-dim-emb: 0
output-omit-bias: false
right-left: false
skip: false
tied-embeddings: false
tied-embeddings-all: true
tied-embeddings-src: false
transformer-aan-activation: swish
transformer-aan-depth: 2
transformer-aan-nogate: false
transformer-decoder-autoreg: rnn
transformer-decoder-dim-ffn: 0
transformer-decoder-ffn-depth: 0
transformer-depth-scaling: false
transformer-dim-aan: 2048
transformer-dim-ffn: {FFN}
transformer-ffn-activation: relu
transformer-ffn-depth: 2
transformer-guided-alignment-layer: last
transformer-heads: {HEADS}
transformer-no-projection: false
transformer-pool: false
transformer-postprocess: dan
transformer-postprocess-emb: d
transformer-postprocess-top: ""
transformer-preprocess: ""
transformer-tied-layers:
  []
transformer-train-position-embeddings: false
type: transformer
ulr: false
ulr-dim-emb: 0
ulr-trainable-transformation: false
version: v1.9.31 made for Masthead
"""


def gold() -> list[str]:
    lines = []
    for name in ("sentences.de.txt", "sentences.en.txt"):
        text = (GOLD / name).read_text(encoding="utf-8")
        lines += [line for line in text.splitlines() if line and not line.startswith("#")]
    return lines


def sentences(lines: list[str]) -> list[str]:
    """Those in which nothing inside looks like the end of a sentence, so that no splitter has an opinion."""
    plain = [
        line
        for line in lines
        if 30 <= len(line) <= 110 and not any(sign in line[:-1] for sign in ".!?:;…„“”\"")
    ]
    step = max(1, len(plain) // SENTENCES)
    return plain[::step][:SENTENCES]


def vocabulary(lines: list[str]) -> bytes:
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(lines),
        model_writer=model,
        vocab_size=PIECES,
        model_type="unigram",
        byte_fallback=True,
        bos_id=-1,
        eos_id=0,
        unk_id=1,
        pad_id=-1,
        hard_vocab_limit=False,
        num_threads=1,
    )
    return model.getvalue()


def weights(pieces: int) -> dict[str, numpy.ndarray]:
    """Random, and with random scales of the layer norms of the decoder: without them the tied embeddings make the net
    repeat one token, and the test goes blind."""
    chance = numpy.random.default_rng(20261122)
    made = {"Wemb": chance.normal(0, DIM**-0.5, (pieces, DIM)), "decoder_ff_logit_out_b": chance.normal(0, 0.3, (1, pieces))}

    def affine(name: str, bias: str | None, rows: int, columns: int, spread: float = 0.1) -> None:
        made[name] = chance.uniform(-1, 1, (rows, columns)) * (6 / (rows + columns)) ** 0.5
        if bias:
            made[bias] = chance.normal(0, spread, (1, columns))

    def norm(name: str, chaos: float) -> None:
        made[f"{name}_ln_scale"] = (1 if chaos < 1 else 0) + chance.normal(0, chaos, (1, DIM))
        made[f"{name}_ln_bias"] = chance.normal(0, 0.1, (1, DIM))

    def attention(name: str, chaos: float) -> None:
        for letter in "qkvo":
            affine(f"{name}_W{letter}", f"{name}_b{letter}", DIM, DIM)
        norm(f"{name}_Wo", chaos)

    def feed_forward(name: str, chaos: float) -> None:
        affine(f"{name}_W1", f"{name}_b1", DIM, FFN)
        affine(f"{name}_W2", f"{name}_b2", FFN, DIM)
        norm(f"{name}_ffn", chaos)

    for layer in range(1, ENCODERS + 1):
        attention(f"encoder_l{layer}_self", 0.1)
        feed_forward(f"encoder_l{layer}_ffn", 0.1)
    for layer in range(1, DECODERS + 1):
        affine(f"decoder_l{layer}_rnn_W", None, DIM, DIM)
        affine(f"decoder_l{layer}_rnn_Wf", f"decoder_l{layer}_rnn_bf", DIM, DIM, 2.0)
        norm(f"decoder_l{layer}_rnn_ffn", CHAOS)
        attention(f"decoder_l{layer}_context", CHAOS)
        feed_forward(f"decoder_l{layer}_ffn", CHAOS)
    return {name: value.astype(numpy.float32) for name, value in made.items()}


def int8(values: dict[str, numpy.ndarray]) -> dict[str, tuple[int, tuple[int, ...], bytes]]:
    """Matrices as eight bits with their multiplier behind them, transposed; each with the multiplier of its input."""
    items = {}
    for name, value in values.items():
        is_matrix = value.shape[0] > 1
        if not is_matrix:
            items[name] = (FLOAT32, value.shape, value.tobytes())
            continue
        multiplier = numpy.float32(127 / numpy.abs(value).max())
        small = numpy.clip(numpy.rint(value * multiplier), -127, 127).astype(numpy.int8)
        laid = small if name == "Wemb" else numpy.ascontiguousarray(small.T)
        items[name] = (INTGEMM8, value.shape, laid.tobytes() + multiplier.tobytes())
        alpha = numpy.float32(127 / 4)
        items[f"{name}_QuantMultA"] = (FLOAT32, (1, 1), alpha.tobytes())
        if name == "Wemb":  # The projection to words is the same matrix, and an operation without a name.
            items["none_QuantMultA"] = (FLOAT32, (1, 1), alpha.tobytes())
    return items


def container(items: dict[str, tuple[int, tuple[int, ...], bytes]]) -> bytes:
    """Marian's binary form: headers, names, shapes, then the data, everything at multiples of 256 bytes."""
    items = dict(sorted(items.items()))
    yml = YML.encode() + b"\0"
    items["special:model.yml"] = (INT8, (len(yml),), yml)
    padded = {name: data + bytes(-len(data) % 256) for name, (_, _, data) in items.items()}
    out = io.BytesIO()
    out.write(struct.pack("<QQ", 1, len(items)))
    for name, (kind, shape, _) in items.items():
        out.write(struct.pack("<QQQQ", len(name) + 1, kind, len(shape), len(padded[name])))
    for name in items:
        out.write(name.encode() + b"\0")
    for _, shape, _ in items.values():
        out.write(struct.pack(f"<{len(shape)}i", *shape))
    gap = -(out.tell() + 8) % 256
    out.write(struct.pack("<Q", gap) + bytes(gap))
    for data in padded.values():
        out.write(data)
    return out.getvalue()


def main() -> None:
    lines = gold()
    (HERE / "sentences.txt").write_text("\n".join(sentences(lines)) + "\n", encoding="utf-8")
    vocab = vocabulary(lines)
    (HERE / "vocab.spm").write_bytes(vocab)
    processor = sentencepiece.SentencePieceProcessor(model_proto=vocab)
    assert processor.vocab_size() == PIECES, processor.vocab_size()
    values = weights(PIECES)
    plain = {name: (FLOAT32, value.shape, value.tobytes()) for name, value in values.items()}
    (HERE / "float32.bin").write_bytes(container(plain))
    (HERE / "int8.bin").write_bytes(container(int8(values)))
    for name in ("sentences.txt", "vocab.spm", "float32.bin", "int8.bin"):
        print(name, (HERE / name).stat().st_size)


if __name__ == "__main__":
    main()
