"""Invented corpora, laid out like the real ones."""

import gzip
import json
from pathlib import Path

PEOPLE = ("Ann", "Rui", "Kim", "Zoe", "Ravi")
VERBS = (("said", "say"), ("walked", "walk"))


def treebank() -> str:
    """Ten sentences like `Ann said it's so.`, each with a mention; Ann is the same Ann throughout."""
    blocks = ["# newdoc id = invented\n# meta::genre = news\n# newpar"]
    for number, person in enumerate(PEOPLE):
        for form, lemma in VERBS:
            rows = [
                f"# text = {person} {form} it's so.",
                f"1\t{person}\t{person}\tPROPN\tNNP\tNumber=Sing\t2\tnsubj\t_\tEntity=({number}-person-giv:act-1-coref)",
                f"2\t{form}\t{lemma}\tVERB\tVBD\tTense=Past\t0\troot\t_\t_",
                "3-4\tit's\t_\t_\t_\t_\t_\t_\t_\t_",
                "3\tit\tit\tPRON\tPRP\tNumber=Sing\t5\tnsubj\t_\t_",
                "4\t's\tbe\tAUX\tVBZ\tTense=Pres\t5\tcop\t_\t_",
                "5\tso\tso\tADV\tRB\t_\t2\tccomp\t_\tSpaceAfter=No",
                "6\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_",
            ]
            blocks.append("\n".join(rows) + "\n")
    return "\n".join(blocks) + "\n"


#: A statement with its source, cue and content; the second is relayed.
TEXT = "Mayor Rui Prata said that the harbour was closed. The ferry sank, Prata told Lusa. Prata left.\n"


def spans(text: str, *phrases: str) -> list[list[int]]:
    """Where phrases stand first."""
    return [[text.index(each), text.index(each) + len(each)] for each in phrases]


def attributions() -> list[dict[str, object]]:
    """What an annotator would draw in `TEXT`."""
    relay = {"name": "Lusa", "evidence": spans(TEXT, "told Lusa")[0]}
    said = {"source": "Mayor Rui Prata", "cue": "said", "content": "that the harbour was closed"}
    told = {"source": "Prata told"[:5], "cue": "told", "content": "The ferry sank"}
    return [
        {**{role: spans(TEXT, phrase) for role, phrase in each.items()}, "speaker": "Rui Prata", "relays": relays}
        for each, relays in ((said, []), (told, [relay]))
    ]


def litbank() -> str:
    """A novel of two sentences with two people in it."""
    rows = ["# doc = invented", "The\t(0", "aunt\t_", "of\t_", "Ann\t(1)|0)", "wept\t_", ".\t_", ""]
    return "\n".join([*rows, "She\t(0)", "saw\t_", "Ann\t(1)", "and\t_", "her\t(0)", "cat\t_", ".\t_", "", ""])


def gap() -> str:
    """A passage in which "she" is the second name."""
    text = "Ann Lee met Zoe Roe. Then she left."
    place = {name: str(text.index(name)) for name in ("Ann Lee", "Zoe Roe", "she")}
    header = "ID Text Pronoun Pronoun-offset A A-offset A-coref B B-offset B-coref URL".split()
    row = [
        "1",
        text,
        "she",
        place["she"],
        "Ann Lee",
        place["Ann Lee"],
        "FALSE",
        "Zoe Roe",
        place["Zoe Roe"],
        "TRUE",
        "x",
    ]
    return "\t".join(header) + "\n" + "\t".join(row) + "\n"


NAMES = "# doc = a\nAnn\tB-Person\nsaid\tO\nso\tO\n\nRui\tB-Person\nleft\tO\n\n"


#: Two raw articles, the second of which is gold too.
RAW = "https://example.org/rain\n\nRain fell on Lisbon.\n\nhttps://example.org/ferry\n\n" + TEXT


def write_corpora(folder: Path) -> tuple[Path, Path]:
    """Write all corpora below a folder; where they are, and the gold articles."""
    articles = [json.dumps({"doc": f"p{n}", "text": TEXT, "attributions": attributions()}) for n in range(3)]
    files = {f"ud/{name}-{split}.conllu.gz": treebank() for name in ("en_ewt", "en_gum") for split in ("train", "dev")}
    files |= {f"ner/{split}.tsv.gz": NAMES for split in ("train", "dev")}
    files |= {"polnear/train.jsonl.gz": "\n".join(articles) + "\n"}
    files |= {"polnear/dev.jsonl.gz": articles[0] + "\n", "text/english.txt.gz": RAW}
    files |= {"coref/litbank.conll.gz": litbank(), "coref/gap-development.tsv.gz": gap()}
    corpora, gold = folder / "corpora", folder / "gold"
    for name, content in files.items():
        (corpora / name).parent.mkdir(parents=True, exist_ok=True)
        (corpora / name).write_bytes(gzip.compress(content.encode()))
    for place, name in (("train", "g0"), ("train", "g1"), ("pages", "g2")):
        (gold / place).mkdir(parents=True, exist_ok=True)
        (gold / place / f"{name}.txt").write_text(TEXT, encoding="utf-8")
        value = {"doc": name, "attributions": attributions()}
        (gold / place / f"{name}.json").write_text(json.dumps(value), encoding="utf-8")
    return corpora, gold
