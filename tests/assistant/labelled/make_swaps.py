"""Sentences of abstracts with one word exchanged, each beside the sentence as it was written.

python tests/assistant/labelled/make_swaps.py INSTRUMENTS_BIB SCITLDR_DOCS

writes `verdicts_swaps.jsonl`: for each line of `SWAPS` the first sentence of the paper's
abstract that has the phrase before the arrow, with the phrase after it in place of it.
`sibling` words belong together, and the abstract means the first; `foreign` words come from
another abstract of the field, and this one lacks them.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

_HERE = Path(__file__).parent
_SEEDS = _HERE.parents[2] / "seeds" / "guanglu-song.txt"
_DATED = re.compile(r"^(?:CV|LG)(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d")
_FIELD = r"\b{}\s*=\s*\{{(.*?)\}},?\n"

# kind | field | the paper's id, of seeds with how its title begins | the phrase -> what stands
# for it
SWAPS = """
sibling | seeds | wu2024deep: Deep Reward Supervisions | network input -> network output
sibling | seeds | shao2024vividface: VividFace | temporal flickering -> spatial flickering
sibling | seeds | shen2024rethinking: Rethinking the Spatial | spatial inconsistency -> temporal inconsistency
sibling | seeds | he2025neighbor: Neighbor GRPO | training cost -> inference cost
sibling | seeds | he2026arcopo: AR-CoPO | video generators -> image generators
sibling | seeds | zong2022detrs: DETRs with Collaborative | samples in the decoder -> samples in the encoder
sibling | seeds | liu2021uninet: UniNet | convolution, transformer -> recurrence, transformer
sibling | seeds | huang2024fouriscale: FouriScale | frequency domain -> spatial domain
sibling | seeds | li2022uniformerunifying: UniFormer: Unifying | 1K classification -> 1K segmentation
sibling | seeds | song2020kpnet: KPNet | low-resolution -> high-resolution
sibling | instruments | nime2017_jarmitage | fine violin -> fine cello
sibling | instruments | nime2020_20 | whether auditory imagery -> whether visual imagery
sibling | instruments | nime2024_84 | A digital filter -> An analog filter
sibling | instruments | nime2012_McPherson_a | capacitive sensors are -> resistive sensors are
sibling | instruments | nime2022_1 | electric guitar players -> electric bass players
sibling | instruments | nime2014_jsokolovskis | acoustic drumhead -> electronic drumhead
sibling | instruments | nime2010_McPherson | acoustic grand piano -> electric grand piano
sibling | instruments | nime2014_lpardue | resistive sensors -> capacitive sensors
sibling | instruments | nime2017_bliang | piano sound -> guitar sound
sibling | instruments | nime2024_55 | from the input -> from the output
sibling | language | SJlJSaEFwS | much smaller datasets -> much larger datasets
sibling | language | H1eA7AEtvS | when pretraining -> when fine-tuning
sibling | language | HyeuFOcMyX | of the target sentence -> of the source sentence
sibling | language | B1l8BtlCb | each output word -> each input word
sibling | language | SyyGPP0TZ | word level -> character level
sibling | language | HJeT3yrtDr | Spanish -> French
sibling | language | H1meywxRW | long questions -> long answers
sibling | language | BkUDW_lCb | input tokens -> output tokens
sibling | language | HkgNdt26Z | distributed training -> distributed inference
sibling | language | BWlCpme3TS | encoder block -> decoder block
foreign | seeds | zong2021selfslimmed: Self-slimmed | vital tokens -> vital landmarks
foreign | seeds | hou2025towards: Towards Seamless Borders | the blending of -> the localization of
foreign | seeds | shao2021intern: INTERN | the adoption of -> the alignment of
foreign | seeds | song2020kpnet: KPNet | the background -> the gradient
foreign | seeds | liang2022unifying: Unifying Visual Perception | identifies an object -> identifies an action
foreign | seeds | xue2023raphael: RAPHAEL | image region -> image token
foreign | seeds | zhang2022towards: Towards Robust Face | the data cleaning. -> the data augmentation.
foreign | seeds | liu2021fnas: FNAS | both the architecture -> both the identity
foreign | seeds | zhang2020discriminability: Discriminability | class centroids -> class tokens
foreign | seeds | ma2024exploring: Exploring the Role | inherent positional bias. -> inherent identity bias.
foreign | instruments | nime2022_46 | musical fragment -> musical ornament
foreign | instruments | nime2020_93 | exploration of balance -> exploration of timbre
foreign | instruments | nime2023_22 | for programmers -> for pianists
foreign | instruments | nime2012_Snyder | range of synthesizers -> range of guitars
foreign | instruments | nime2018_Harrison | centuries of innovation -> centuries of improvisation
foreign | instruments | nime2012_Britt | the amplitude -> the position
foreign | instruments | nime2014_jsokolovskis | of a strike -> of a gesture
foreign | instruments | nime2025_15 | the modes of a drum -> the strings of a drum
foreign | instruments | nime2025_61 | motion data -> pressure data
foreign | instruments | nime2024_55 | loudness envelopes -> pressure envelopes
foreign | language | B1l8BtlCb | token fertilities -> token embeddings
foreign | language | HyRnez-RW | in a cascade -> in a dictionary
foreign | language | HJeT3yrtDr | the depth of -> the sparsity of
foreign | language | SJx0F2VtwB | dialogue context -> document context
foreign | language | rkxdexBYPB | number of parameters -> number of languages
foreign | language | rkgfWh0qKX | the truthfulness -> the fluency
foreign | language | HkfPSh05K7 | of paragraphs -> of dialogues
foreign | language | B18WgG-CZ | related tasks -> related languages
foreign | language | By3VrbbAb | the context -> the grammar
foreign | language | HkgNdt26Z | communication costs -> annotation costs
"""  # noqa: E501


def _seeds() -> dict[str, tuple[str, str]]:
    lines = [line for line in _SEEDS.read_text(encoding="utf-8").splitlines() if line.strip()]
    starts = [at for at, line in enumerate(lines) if _DATED.match(line)]
    parts = [
        lines[start + 1 : end]
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)
    ]
    return {title: (title, " ".join(abstract)) for title, _, *abstract in parts}


def _instruments(bib: Path) -> dict[str, tuple[str, str]]:
    entries = {}
    for entry in re.split(r"\n(?=@)", bib.read_text(encoding="utf-8")):
        key = re.search(r"@\w+\{([^,]+),", entry)
        found = [
            re.search(_FIELD.format(name), entry, re.DOTALL) for name in ("title", "abstract")
        ]
        if key and found[0] and found[1]:
            entries[key[1]] = (re.sub(r"[{}]", "", found[0][1]), found[1][1])
    return entries


def _language(docs: Path) -> dict[str, tuple[str, str]]:
    ids = (_HERE.parents[1] / "eval" / "language_ids.txt").read_text(encoding="utf-8").split()
    with docs.open(encoding="utf-8") as lines:
        found = {
            each["id"]: (each["title"], each["abstract"]) for each in map(json.loads, lines)
        }
    return {each: found[each] for each in ids}


def _known(word: str, text: str) -> bool:
    return re.search(rf"\b{word}\b", text, re.IGNORECASE) is not None


def main(bib: str, docs: str) -> None:
    """Write the exchanged sentences, and stop where a word is not what its kind says."""
    fields = {
        "seeds": _seeds(),
        "instruments": _instruments(Path(bib)),
        "language": _language(Path(docs)),
    }
    rows = []
    for number, line in enumerate(SWAPS.strip().splitlines(), start=1):
        kind, field, paper, phrases = line.split(" | ")
        doc, _, begins = paper.partition(": ") if field == "seeds" else (paper, "", paper)
        old, new = phrases.split(" -> ")
        title, abstract = next(
            value for key, value in fields[field].items() if key.startswith(begins)
        )
        sentences = re.split(r"(?<=[.!?])\s+(?=[A-Z])", " ".join(abstract.split()))
        original = next(sentence for sentence in sentences if old in sentence)
        if kind == "foreign":
            pairs = zip(old.split(), new.split(), strict=True)
            word = next(after for before, after in pairs if before != after).strip(".")
            if _known(word, abstract) or not any(
                _known(word, each) for _, each in fields[field].values()
            ):
                raise SystemExit(f"{paper}: {word!r} is not foreign here, or not of this field")
        rows.append(
            {
                "id": f"swap-{number:02d}",
                "field": field,
                "doc": doc,
                "title": title,
                "text": original.replace(old, new, 1),
                "original": original,
                "label": "false",
                "kind": kind,
            }
        )
    with (_HERE / "verdicts_swaps.jsonl").open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


if __name__ == "__main__":
    main(*sys.argv[1:])
