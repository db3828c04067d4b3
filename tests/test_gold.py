"""The articles that the project began from, where the shared folder is there beside the checkout."""

from pathlib import Path

import pytest

from quotes import Extractor, Quotation
from quotes.documents.text import read_document

GOLD = Path(__file__).parents[2] / "shared" / "gold" / "dev"
pytestmark = pytest.mark.skipif(not GOLD.is_dir(), reason=f"no gold articles at {GOLD}")


def _about(words: str, name: str, extractor: Extractor) -> list[Quotation]:
    """The statements of an article in which those words stand."""
    found = extractor.extract(read_document(str(GOLD / name)))
    return [each for each in found if words in each.content.text and each.attitude == "assertion"]


def _chain(quotation: Quotation) -> list[str]:
    return [hop.name for hop in quotation.chain]


@pytest.mark.parametrize("words", ["“punish the evil forces”", "“always be standing with Russia”"])
def test_kim_by_way_of_cnn_and_ani(words: str, extractor: Extractor) -> None:
    """A closing credit that the parser hangs into the content covers both coordinated statements."""
    assert [_chain(each) for each in _about(words, "seed_000.txt", extractor)] == [["Kim Jong Un", "CNN", "ANI"]]


def test_observers_by_way_of_yonhap(extractor: Extractor) -> None:
    """Of two credits in one sentence the closing one is the relay."""
    (found,) = _about("Putin’s visit to Pyongyang will be discussed", "seed_000.txt", extractor)
    assert found.chain[0].name == "observers"
    assert found.chain[1].name.startswith("Yonhap")
    assert found.chain[1].role == "relay"


def test_lavrov_s_vow_by_way_of_sputnik_and_yonhap(extractor: Extractor) -> None:
    """The vow is Lavrov's, with the agency named in the sentence, the agency of the byline, and the paper."""
    (found,) = _about("resist the hegemonic aspirations", "seed_003.txt", extractor)
    assert _chain(found) == ["Sergei Lavrov", "Sputnik", "Yonhap", "The Korea Herald"]


@pytest.mark.parametrize("words", ["I will visit Pyongyang next month", "in accordance with the agreement"])
def test_lavrov_by_way_of_donga_and_news_rebeat(words: str, extractor: Extractor) -> None:
    """A source line and an author's note give agency and publisher."""
    (found,) = _about(words, "seed_004.txt", extractor)
    assert _chain(found)[0] in {"Sergei Lavrov", "Sergey Lavrov"}
    assert _chain(found)[-1] == "News Rebeat"
    assert len(_chain(found)) == 3
