"""
The order of things, and nothing else: text → page → parsing → attribution → naming → speakers → chain → records.

This is the only module that knows all stages; each of them takes and returns frozen values.
"""

from functools import cache, partial
from importlib.metadata import version

from quotes.attribution import Learnt, Statement, find_statements
from quotes.chain import Link, chains
from quotes.naming import cast_of
from quotes.page import frame_of
from quotes.page.frame import Frame
from quotes.parsing import Parse
from quotes.records import (
    Content,
    Cue,
    DocumentInfo,
    Hop,
    Medium,
    Provenance,
    Quotation,
    Source,
    Speaker,
    quoted_text,
    record_id,
    surroundings,
)
from quotes.speakers import name_of, resolve_speakers
from quotes.speakers.answers import Speaker as Resolved
from quotes.speakers.ranker import Rank
from quotes.text import Document
from quotes.text.spans import Spans
from quotes.threads import one_thread
from quotes.version import __version__
from quotes.words.lexicon import Lexicon

#: More digits than this would claim a precision that no calibration has.
_CONFIDENCE_DIGITS = 3


def records_of(
    parse: Parse,
    lexicon: Lexicon,
    models: str,
    learnt: Learnt | None = None,
    *,
    rank: Rank | None = None,
    unsaid: bool = False,
) -> tuple[Quotation, ...]:
    """
    The records of a parsed document, in the order of their contents: everything after the parse.

    *models* is how the records name what parsed it.  *learnt* and *rank* take the place of the weights of attribution
    and of speakers that come with the package.  Spans are ``[start, end)`` in code points of the document's text as it
    came (`Document.given_text`), and what records quote stands there; names are read in the plain text.  A document in
    which nobody says anything gives an empty tuple, and so does a parse without sentences.
    """
    if not parse.sentences:
        return ()
    with one_thread():
        frame = frame_of(parse.document, lexicon)
        statements = find_statements(parse, frame, lexicon, learnt, unsaid=unsaid)
        talk = frame.turns[0].span.start if frame.turns else None
        passed = (*frame.furniture, *(frame.dateline.spans if frame.dateline else ()))
        cast = cast_of(parse, lexicon, talk, passed)
        speakers = resolve_speakers(statements, parse, lexicon, cast, frame.turns, rank)
        names = partial(name_of, parse=parse, lexicon=lexicon, cast=cast)
        ways = chains(statements, speakers, frame, lexicon, parse.text, names)
    info = _document_info(parse.document, frame)
    ids = [record_id(parse.document.sha256, _given(parse, each.content)) for each in statements]
    return tuple(
        _record(parse, info, statement, speaker, way, ids, models)
        for statement, speaker, way in zip(statements, speakers, ways, strict=True)
    )


def _document_info(document: Document, frame: Frame) -> DocumentInfo:
    return DocumentInfo(
        id=document.id,
        uri=document.uri,
        sha256=document.sha256,
        title=frame.headline.value if frame.headline else None,
        published=frame.published.value if frame.published else None,
        byline=frame.byline.value if frame.byline else None,
        dateline=frame.dateline.value if frame.dateline else None,
        agency=frame.agency.value if frame.agency else None,
        publisher=frame.publisher.value if frame.publisher else None,
        language=document.language,
        url=document.url,
        text=document.given_text if document.with_text else None,
    )


def _record(
    parse: Parse,
    info: DocumentInfo,
    statement: Statement,
    speaker: Resolved,
    way: tuple[Link, ...],
    ids: list[str],
    models: str,
) -> Quotation:
    """One record from the values of all stages."""
    text, at = parse.document.given_text, partial(_given, parse)
    cue, source, medium = statement.cue, statement.source, at(statement.medium)
    content = at(statement.content)
    return Quotation(
        id=record_id(info.sha256, content),
        document=info,
        type=statement.type,
        attitude=statement.attitude,
        content=Content(quoted_text(text, content), content, at(statement.quoted)),
        cue=Cue(quoted_text(text, at((cue.span,))), cue.lemma, at((cue.span,)), cue.kind) if cue else None,
        source=Source(quoted_text(text, at(source.spans)), at(source.spans)) if source else None,
        speaker=Speaker(
            name=way[0].name,
            kind=speaker.kind,
            entity=speaker.entity,
            role=speaker.role,
            affiliation=speaker.affiliation,
            resolved_by=speaker.resolved_by,
        ),
        medium=Medium(quoted_text(text, medium), medium) if medium else None,
        chain=tuple(Hop(each.name, each.role, each.basis, at(each.spans)) for each in way),
        parent=ids[statement.parent] if statement.parent is not None else None,
        confidence=round(statement.confidence, _CONFIDENCE_DIGITS),
        provenance=_provenance(parse, statement, speaker, models),
    )


def _given(parse: Parse, spans: Spans) -> Spans:
    """Where spans of the parse stand in the text as it came."""
    return tuple(map(parse.document.given, spans))


def _provenance(parse: Parse, statement: Statement, speaker: Resolved, models: str) -> Provenance:
    numbers = sorted({each.number for span in statement.content for each in parse.sentences_in(span)})
    prefix, suffix = surroundings(parse.document.given_text, _given(parse, statement.content))
    return Provenance(
        rule=statement.rule.name,
        paragraph=parse.sentences[numbers[0]].paragraph if numbers else 0,
        sentences=tuple(numbers),
        prefix=prefix,
        suffix=suffix,
        extractor=f"quotes {__version__}",
        stanza=_stanza(),
        models=models,
        reason=speaker.reason,
        candidates=speaker.candidates,
        weighed=speaker.weighed,
    )


@cache
def _stanza() -> str:
    """The version of Stanza, read without importing it."""
    return version("stanza")
