"""What sort of sentence answers what sort of question: a definition, a cause, a number, a
benchmark.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.language.patterns import any_of


@dataclass(frozen=True, slots=True)
class Aspect:
    """A wording of questions, and the wording of the sentences that answer them."""

    asked: re.Pattern[str]
    told: re.Pattern[str]


_INTRODUCED = any_of(
    (
        r"\b(?:we|paper|work|article|study)\b.{0,60}\b(?:propos|introduc|present|"
        r"develop|design|devis)\w*\b"
    ),
    r"\b(?:named|called|dubbed|termed|namely)\b",
    r"\bis an?\b",
)
_DEFINED = any_of(
    r"\b(?:called|termed|named|dubbed|known as|defined as|refers? to|meaning that|in which)\b",
    r"\bwhere (?!we\b)|\bi\.e\.",
    r"^(?:an? |the )?(?:[\w-]+ ){1,4}(?:\([^()]+\) )?(?:is|are) (?:an?|the|any) ",
)
_PROPOSED = any_of(
    r"\b(?:we|paper|work|article|study|report)\b.{0,60}\b(?:propos|introduc|"
    r"present|develop|design|devis)\w*\b"
)
_INTRODUCES_NAME = (
    r"\((?:{0})\)"
    r"|\b(?:named|called|dubbed|termed|namely)\b[^.]{{0,80}}\b(?:{0})\b"
    r"|\b(?:propose|present|introduce|develop)s?\b(?: [\w-]+){{0,6}},? (?:{0})\b"
    r"|^(?:{0}) is an?\b"
)
_DATA_ASKED = any_of(
    r"\b(?:dataset|data set|benchmark|corpus|corpora|evaluat|tested|tried|environment)\w*\b"
)
_ASPECTS = (
    Aspect(
        any_of(
            r"^(?:so )?(?:what|who)(?:['’]s| is| are| was)\b(?! the\b)",
            r"\bwhat does .* (?:stand for|mean)\b",
            r"\btell me (?:more )?about\b",
            r"\b(?:compar\w+|differ\w*|versus|vs)\b",
        ),
        _INTRODUCED,
    ),
    Aspect(
        any_of(r"^how (?:does|do|did|is|are|can|could)\b"),
        any_of(r"\b(?:by|via|through|using|with|which)\b", _INTRODUCED.pattern),
    ),
    Aspect(
        any_of(
            r"\b(?:why|(?:problem|challenge|motivat|limitation|drawback|issue|obstacle|"
            r"difficult|weakness)\w*)\b"
        ),
        any_of(
            r"\b(?:however|due to|because|since)\b",
            (
                r"\b(?:challeng|problem|limit|difficult|suffer|lack|issue|hinder|fail|"
                r"conflict)\w*\b"
            ),
        ),
    ),
    Aspect(
        _DATA_ASKED,
        any_of(r"\b(?:dataset|benchmark|experiment|evaluat|corpus|corpora|suite|perform)\w*\b"),
    ),
    Aspect(
        any_of(r"\b(?:result|perform|outperform|improv|gain|better|beat|achieve|reach)\w*\b"),
        any_of(
            r"\b(?:achiev|outperform|improv|surpass|gain|reach|state-of-the-art|result)\w*\b"
        ),
    ),
    Aspect(
        any_of(r"\b(?:faster|speed|efficien|cost|cheap|quick|accelerat|latency|time)\w*\b"),
        any_of(r"\b(?:faster|speed|efficien|accelerat|reduc|fewer|latency|second|hour)\w*\b"),
    ),
    Aspect(
        any_of(
            r"\b(?:propose|introduce|contribut|main idea|key idea|novel|approach|method)\w*\b"
        ),
        _INTRODUCED,
    ),
)


_LIMITS = (
    r"(?:limitation|weakness|drawback|shortcoming|disadvantage|downside|caveat|failure case)"
)
_OVERCOME = any_of(
    r"\b(?:address|alleviat|circumvent|eliminat|mitigat|overcom|overcame|reduc|"
    r"resolv|solv|tackl|remed)\w*\b"
)
_LIMITS_TOLD = any_of(
    rf"\b{_LIMITS}(?:e?s)?\b",
    (
        r"\b(?:fails?|failed|struggles?|limited to|cannot|suffers?|degrades?|"
        r"poor(?:ly)?|future work)\b"
    ),
)
_OTHERS = any_of(
    r"\b(?:existing|previous|prior|conventional|traditional|current|most|other|"
    r"recent|compared|baselines?)\b"
)
_REASON_TOLD = any_of(
    (
        r"\b(?:because|cause[sd]?|due to|root reason|since|lead(?:s|ing)? to|"
        r"result(?:s|ing)? in|stems? from)\b"
    ),
    r"\b(?:bias|challeng|conflict|difficult|fail|hinder|hurt|impractical|"
    r"inconsisten|insufficien|issue|lack"
    r"|limit|misalign|obstacle|problem|prohibitive|redundan|shortage|struggl|"
    r"suffer|unfortunately)\w*\b",
)
_MECHANISM_ASKED = any_of(
    r"^how (?:does|do|did|dos) (?:\S+ ){1,4}?(?:works?|functions?|operates?|go about it)\W*$",
    r"\b(?:explain|describe) how (?:\S+ ){1,4}?(?:works?|functions?|operates?)\W*$",
    r"^(?:please |can you |could you )*(?:explain|describe) (?!how\b)(?:\S+ ){0,5}\S+\W*$",
)
_OUTCOME = any_of(
    (
        r"\b(?:experiment|result|evaluat|outperform|surpass|demonstrat|ablation|"
        r"state-of-the-art|overhead)\w*\b"
    ),
    r"\bachiev(?:es?|ing)\b",
)


def asks_mechanism(question: str) -> bool:
    """Tell whether a question asks how a thing works, and nothing in particular of it."""
    return bool(_MECHANISM_ASKED.search(question))


def tells_outcome(sentence: str) -> bool:
    """Tell whether a sentence is about what came out, rather than about how it is done."""
    return bool(_OUTCOME.search(sentence))


def proposes(sentence: str) -> bool:
    """Tell whether a paper says in a sentence what it brings that is new."""
    return bool(_PROPOSED.search(sentence))


def tells_limits(sentence: str) -> bool:
    """Tell whether a sentence of a paper owns to what its own method cannot do."""
    return bool(_LIMITS_TOLD.search(sentence)) and not (
        _OVERCOME.search(sentence) or _OTHERS.search(sentence)
    )


def tells_reason(sentence: str) -> bool:
    """Tell whether a sentence names a cause or a difficulty, rather than what is done about
    it.
    """
    return bool(_REASON_TOLD.search(sentence)) and not proposes(sentence)


def defines(sentence: str) -> bool:
    """Tell whether a sentence says what something is, or what it is called."""
    return bool(_DEFINED.search(sentence))


def introduces(name: str, text: str) -> bool:
    """Tell whether a text introduces a name: "we propose X", "named X", "(X)"."""
    return bool(re.search(_INTRODUCES_NAME.format(re.escape(name)), text))


def fits(question: str, sentence: str) -> float:
    """Return the share of what a question asks for that a sentence is worded to tell, 0 to
    1.
    """
    asked = [aspect for aspect in _ASPECTS if aspect.asked.search(question)]
    # "What are its results" begins as a question for a definition does.
    asked = [aspect for aspect in asked if aspect is not _ASPECTS[0]] or asked
    return (
        sum(bool(aspect.told.search(sentence)) for aspect in asked) / len(asked)
        if asked
        else 0.0
    )
