"""Words that papers and those who tell of them use for much the same; a group to a line, none
of a field.

Looser than the synonyms of the lexicon, which may stand for each other in numbers and
directions too: these only show that a claim's word has its counterpart in a sentence. A word
may be of several groups; no group holds opposites.
"""

from __future__ import annotations

from functools import cache, lru_cache

from assistant.grounding.claim_reading import canonical
from assistant.grounding.coverage import family

_GROUPS = """
    increase rise rose grow grew growth climb raise augment enlarge escalate gain expand heighten extend more
    decrease fall fell fallen drop decline lower reduce diminish shrink lessen decay attenuate weaken cut
    exceed surpass outperform beat overtake top better superior higher greater above advantage improve gain
    below less lower fewer inferior smaller worse underperform
    demonstrate reveal indicate suggest imply point prove establish confirm illustrate display exhibit
    cause lead induce trigger provoke precipitate bring due owing result stem arise produce originate
    attribute blame trace cause reason root source explain responsible behind due
    affect influence effect impact act alter
    beneficial favorable advantageous helpful useful positive benefit
    help aid assist improve benefit support serve
    harmful adverse detrimental unfavorable negative hurt harm impair damage destructive worsen degrade
    steep rapid sharp abrupt quick fast sudden precipitous swift drastic dramatic
    gradual slow gentle progressive step-by-step incremental
    large great considerable substantial strong marked pronounced significant high dramatic notable clear
    small little slight minor low minimal marginal negligible limited modest
    constant unchanged steady fixed stable uniform invariant
    part component portion element module section piece segment ingredient block
    need require demand necessity requirement necessary must rely depend call
    depend determine govern dictate control function dependence vary
    find discover detect identify observe notice determine locate recognize
    measure gauge assess evaluate estimate quantify judge score rate
    guide steer direct drive supervise supervision
    preserve maintain retain sustain conserve hold remain stay keep stick
    remove discard drop eliminate delete prune dispense abandon rid
    ignore neglect overlook disregard omit forget miss
    limit restrict constrain bound confine bottleneck restriction
    differ different distinct discrepancy mismatch misalignment gap disagreement inconsistent inconsistency
    align match agree agreement correspond fit consistent coincide conform alignment
    similar alike close same comparable resemble analogous equivalent equal identical
    combine couple unite merge join integrate fuse mix blend link connect unify incorporate
    separate decouple disentangle split divide isolate apart distinct disjoint
    choose select pick choice prefer
    test experiment trial examine investigate study probe evaluate
    data dataset corpus collection record sample
    user people participant human person subject individual
    often usually frequently commonly typically generally mostly mainly
    doubtful questionable uncertain unclear unknown open doubt
    prefer favor choice popular preference
    learn acquire train training pick fit
    remember recall retain retention memory memorize
    restore regain recover
    speed velocity pace rate tempo
    height altitude elevation
    value estimate quantity magnitude amount figure
    type kind mode sort class form category variety
    obstacle factor reason issue problem difficulty hurdle barrier challenge trouble weakness shortcoming
    path route way trajectory road
    early previous prior former past historical preceding existing
    later subsequent following after next then ensuing future
    extra additional further more added supplementary
    cost overhead expense price burden expensive
    wide broad extensive diverse varied various range variety
    important essential crucial key vital decisive critical main central principal
    sufficient adequate enough suffice satisfactory acceptable
    insufficient inadequate poor lack scarce
    enable empower equip ability capability able capable possible power
    prevent avoid stop hinder obstruct impede block suppress
    create build make construct form generate produce develop design devise establish
    replace substitute alternative stand swap exchange instead
    store save storage memory
    reuse recycle redundant repurpose
    place put insert position attach plug inject introduce
    begin start initiate onset commence set
    end finish complete stop final
    move shift transfer transport travel transition switch
    accurate precise exact faithful correct accuracy fidelity truthful
    error mistake inaccuracy deviation
    robust resilient stable reliable reliability stability
    simple basic plain straightforward easy simplicity
    complex complicated intricate
    normal ordinary standard conventional usual regular vanilla typical common traditional customary classic
    account interpret clarify understand insight
    describe characterize represent depict express formulate outline portray
    predict forecast estimate anticipate prediction
    theory theoretical analysis analytical
    empirical experimental experiment measured experimentally
    perpendicular normal orthogonal
    only solely alone exclusively merely just
    region area zone place location site spot
    size scale dimension extent
    shape geometry configuration form
    cooperate collaborate cooperation collaborative joint
    fail break collapse failure breakdown
    sensitive susceptible vulnerable
    tailor handcraft hand-craft hand-tailor manual manually hand
    automatic automated autonomous automatically
    simultaneous jointly concurrent parallel together once
    sequence series succession chain order
    image picture photo photograph visual frame
    text language linguistic word verbal textual
    train fit optimize learn tune teach
    inference test deploy deployment testing
    compute computation computational calculate calculation
    layer level stage tier
    parameter weight
    goal aim objective purpose target
    answer response reply respond
    question query ask
    agent player actor
    feature attribute property characteristic trait quality aspect
    cover span encompass comprise comprehensive include
    publish release open available share public provide contribute supply offer
    compare comparison versus contrast relative against
    strengthen enhance reinforce boost improve strong
    surface boundary wall interface face
    stress load force pressure tension
    flow stream current
    heat thermal temperature
    collapse buckle failure
    vanish disappear zero eliminate
    concentrate focus emphasis centre attention
    confuse mislead fool deceive
    mimic imitate emulate copy simulate reproduce
    proportion ratio fraction share percentage
    derive deduce obtain infer extract
    approximate approximation estimate rough
    general universal generic broad generalise generality
    specific particular special dedicated
    effective efficient effectiveness efficiency effectual powerful
    fluctuate vary variation change variable oscillate
    adapt adjust tune customize tailor fit adaptive
    understand comprehend comprehension grasp interpret
    duration time period length
    gap distance difference margin
    mistake flaw defect imperfection fault
    conflict interfere interference clash contradict
    demonstration example illustration instance sample case
    rank order sort
    noise noisy corruption disturbance perturbation
    join participate enter
    leak expose disclose
    spread distribute scatter disperse distribution
    cheap inexpensive affordable economical
    fresh novel new
    deep depth
    wrong incorrect false erroneous
    refine polish improve fine
    trade tradeoff compromise balance
""".strip().splitlines()


def groups() -> list[frozenset[str]]:
    """Return the groups of words."""
    return [frozenset(line.split()) for line in _GROUPS]


@cache
def _by_family() -> dict[str, frozenset[str]]:
    known: dict[str, frozenset[str]] = {}
    for group in groups():
        families = frozenset(family(canonical(word)) for word in group)
        for member in families:
            known[member] = known.get(member, frozenset()) | families
    return known


@lru_cache(maxsize=8_000)
def kin(root: str) -> frozenset[str]:
    """Return the families of words that say much the same as a stem."""
    return _by_family().get(family(root), frozenset())


def is_kin(one: str, other: str) -> bool:
    """Whether two stems are of one family, or say much the same."""
    return family(one) == family(other) or family(other) in kin(one)
