"""Verbs that papers use of themselves, and their two forms in the present."""

from __future__ import annotations

_BASES = frozenset(
    """
        accelerate accompany achieve adapt add address adopt advance advocate aggregate aim
        alleviate align allow analyse analyze answer apply approach approximate argue ask assess
        assign assume attain attempt attribute augment automate avoid balance base begin
        benchmark boost bound break bridge bring build calculate calibrate call capture carry
        categorize challenge characterize choose clarify claim classify close cluster collect
        combine compare complement compress compute concentrate conclude conduct confirm
        conjecture connect consider construct contrast contribute control convert correct count
        couple cover craft create curate cut deal decompose decouple decrease deduce define
        deliver demonstrate denote deploy derive describe design detail detect determine develop
        devise differ discover discuss disentangle distill divide draw elaborate embed emphasize
        employ empower enable encode encourage enforce enhance enrich ensure equip establish
        estimate evaluate examine exceed execute exhibit expand experiment explain exploit
        explore expose extend extract facilitate factorize fill find fine-tune finetune fit
        focus follow force form formalize formulate fuse gain gather generalize generate get
        give go handle have help highlight hope hypothesize identify illustrate implement
        improve incorporate increase infer initialize inject insert inspect instantiate
        integrate interpret introduce investigate isolate justify keep know label lay lead learn
        leverage lift limit link look maintain make map match maximize measure merge minimize
        mitigate mix model modify motivate move name need normalize note observe obtain offer
        open optimize organize outline outperform overcome parameterize parametrize partition
        perform pinpoint place point pose posit predict present preserve pretrain prevent probe
        process produce project promote propose prove provide prune pursue push put quantify
        question raise reach realize recast recommend reconstruct recover redesign reduce
        reexamine refer refine reformulate regard regularize reinterpret relate relax release
        rely remove render replace report represent require resolve restrict rethink retrain
        retrieve return reuse reveal review revisit run sample scale search seek segment select
        separate serve set share shed shift show simplify simulate solve specify speed split
        stabilize standardize start state stress strive study substitute suggest summarize
        support surpass survey synthesize systematize tackle take target teach test think trace
        track train transfer transform translate treat try tune uncover understand unify unlock
        unveil update use utilize validate verify view visualize want work write yield
        """.split()
)
_IRREGULAR = {"be": "is", "are": "is", "were": "was", "have": "has", "do": "does", "go": "goes"}
_UNCHANGED = frozenset(
    """
        can could will would shall should may might must cannot did had was is has does found
        made gave got took ran built showed shown saw began kept led left let put set cut wrote
        went came became drew held taught
        """.split()
)
DETERMINERS = frozenset(
    """
        a an the this that these those their its his her our my how why what whether which where
        when several many both two three four various some new novel it them that
        """.split()
)
"""Words before which a word that may be a noun is a verb: "and design a network"."""


def third(verb: str) -> str:
    """Return a verb as it agrees with one: `propose` -> `proposes`, `have` -> `has`; the
    past stays.
    """
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb in _UNCHANGED or (verb.endswith("ed") and not is_verb(verb)):
        return verb
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        return f"{verb}es"
    return (
        f"{verb[:-1]}ies" if verb.endswith("y") and verb[-2:-1] not in "aeiou" else f"{verb}s"
    )


def base(verb: str) -> str | None:
    """Return a verb as it agrees with several people, None for a word that is no known verb
    of one person.
    """
    return _BACK.get(verb)


def is_verb(word: str) -> bool:
    """Tell whether a word is a known verb in the form that agrees with several people."""
    return word in _BASES or word in _IRREGULAR


_BACK = {third(verb): verb for verb in _BASES} | {
    "is": "are",
    "has": "have",
    "does": "do",
    "was": "were",
}
