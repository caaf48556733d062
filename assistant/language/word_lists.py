"""Lists of English words that the cutting and the checking of sentences share; none of them
is of a field.
"""

from __future__ import annotations


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


NEVER_LAST = _listed("""
    a.k.a cf e.g eg eq eqn eqs fig figs i.e ie viz vs w.r.t
""")
"""Abbreviations that no sentence ends with."""


TITLES = _listed("""
    Dr Mr Mrs Ms Mx Prof St
""")
"""Titles before a name; in lower case some are units (`ms`)."""

SELDOM_LAST = _listed("""
    al alg app approx apr aug avg ca ch co corp dec def deg dept est etc feb inc jan jr jul jun lem ltd
    mar max min no nos nov oct ph.d pp prop ref refs resp sec secs sect sep sept sr std tab thm u.k
    u.s univ vol wrt
""")
"""Abbreviations that end a sentence only where a word follows that likes to begin one."""


STARTERS = _listed("""
    a according additionally after all also although among an and another are as at available based
    because besides both but by code codes comparative compared comparisons comprehensive concretely
    consequently considering conversely could current data despite do due during each empirical
    empirically equipped especially evaluated evaluation evaluations even every existing
    experimental experiments extensive finally first firstly following for from further furthermore
    given has have he hence here how however i if importantly in inspired instead interestingly is
    it its last lastly leveraging many meanwhile more moreover most motivated nevertheless next no
    not notably note numerical of on one only other our over overall particularly previous project
    qualitative quantitative rather recent recently results second secondly several she similarly
    simulations since so some source specifically starting state such surprisingly than that the
    their then theoretical theoretically there thereby therefore these they third thirdly this those
    though three through thus to together training two under unfortunately unless unlike until upon
    using various via we what when where whereas whether which while who why with within without
    work yet you your
""")
"""Words that, with a capital, begin a sentence of an abstract."""


GENERIC = _listed("""
    a algorithm an approach author authors benchmark dataset framework it its method methods model
    models network paper papers proposed study system that the their these they this those work
""")
"""Words in brackets that put no name into a quotation."""


DISCOURSE = _listed("""
    a able about above abstract abstracts according again all also among an and another answer
    answered answers any anything appear appears are as ask asked asking asks at author authors
    available based be been believe below best between both brief briefly but by can can't cannot
    certainly citation citations clear close closest collection contain contained contains context
    corpus could couldn't course cover covered covers describe described describes detail details
    did didn't discuss discusses do does doesn't don't drawn each enough every evidence few find
    finding finds first follow following follows for found from further give given gives glad had
    happy has have held hello help helps here hey hi holds how however i i'll i'm i've if in
    information into is it its just know last less let let's library like list listed literal
    literally look looked many match matched matches matching may me mean means meant mention
    mentioned mentions might more most must my near nearest need needs neither next no none nor not
    note nothing of ok okay on one only or other over overview paper papers passage passages please
    provided question questions quote quoted quotes quoting read reads ready reference references
    related relevant rephrase report reported reports result results retrieved said say says search
    searched searching see seem seems sentence sentences several shall short should show shown shows
    so some sorry source sources speak speaks specific state stated states still subject summarise
    summarize summarized summary sure take taken takes tell tells than thank thanks that the them
    then there these they think this those to told topic topics try unable unclear under understand
    unfortunately us verbatim want was we welcome were what when where which who whom why will with
    within without word words would yes yet you your
""")
"""Words that a sentence about the conversation is made of, whole."""


ANCHORS = _listed("""
    abstract abstracts answer collection corpus hello help here hey hi i i'll i'm i've library me my
    note nothing paper papers please question questions sentence sentences sorry source sources
    summary thank thanks welcome you your
""")
"""Of these, the ones that show that it is about the conversation."""


CLAIMING = _listed("""
    achieve achieved achieves allow allows are be beat beats can could degrade degrades do does
    enable enables fail fails gains gets had has have hurts improve improved improves increase
    increased increases introduced introduces is made make makes need needs obtained obtains
    outperform outperformed outperforms propose proposed proposes provide provides reach reached
    reaches reduce reduced reduces require requires run runs show showed shows surpass surpassed
    surpasses take takes trained trains use used uses was were will win wins won yields
""")
"""Verbs that make a heading a claim."""

REPORTING = _listed("""
    analyse analyze argue attribute calculate claim compare compute conclude confirm consider derive develop
    discuss establish examine explain extend investigate measure note notice predict prove study suggest test
    trace treat verify
""")
"""Further verbs of what authors do, in their ground form."""

FUNCTION_WORDS = _listed("""
    a about above across after again against all also although among an and any are as at be because been
    before being between both but by can could did do does doing done down during each either for from had
    has have having he her here hers him his how however i if in into is it its itself just may me might
    moreover most much must my namely of off on once only onto or our ours out over own per rather s shall
    she should since so some still such t than that the their them then there thereby therefore these they
    this those though through thus to too toward towards under until up upon us very via was we well were
    what when where whereas whether which while who whom whose why will with within would you your
    roughly approximately
    furthermore additionally finally firstly secondly specifically notably surprisingly particular
    particularly indeed moreover meanwhile overall even yet same e.g i.e respectively
""")
"""Words that carry no content of their own."""

PAPER_WORDS = _listed("""
    abstract article author authors paper papers report study work works researchers team propose proposes
    proposed introduce introduces introduced present presents presented describe describes described show
    shows showed shown demonstrate demonstrates demonstrated find finds found observe observes observed
    state states according method methods approach approaches technique way called named termed dubbed
    new novel
""")
"""Words by which a sentence speaks of a paper as such; they are no part of what it claims."""

SUBJECTS = _listed("""
    accuracy ablation ablations analysis analyses benchmarks code compute data efficiency evaluation
    evaluations evidence experiment experiments inference memory models performance pretraining quality
    researchers results runtime speed testing tests training users
""")
"""Common nouns that a sentence may begin with, where an unknown capitalised word would be a
name.
"""

NEGATORS = _listed("""
    not no never without neither nor cannot fail fails failed failing lack lacks lacking hardly none nothing
    zero free scarcely unable
""")
"""Words that deny what follows them (`free`: what stands before it)."""

CONTRASTS = _listed("""
    instead rather unlike opposed
""")
"""Words that set aside what follows them: `instead of a whole face`, `rather than`,
`unlike`.
"""

UNSAID = _listed("""
    avoid avoids avoided avoiding obviate obviates eliminate eliminates eliminated eliminating remove removes
    removed removing prevent prevents prevented absence absent ignore ignores ignored ignoring neglect
    neglects neglected neglecting overlook overlooked questionable doubtful unclear uncertain unknown
    unexplored insufficient inadequate impossible dispense dispenses bypass bypasses unharmed unaffected
    unchanged misalignment mismatch misaligned discrepancy seldom rarely
""")
"""Words that deny without a negation: what is avoided is not there, what is doubtful is not
shown.
"""

LIGHT = _listed("""
    use time make give take provide do perform way one different certain existing prior previous own help
    process part kind type number level form case set well need more lead result enable offer
""")
"""Words that say little of their own; half of what another word weighs."""

SYNONYMS = tuple(
    tuple(line.split())
    for line in """
    achieve reach obtain attain get yield deliver
    outperform surpass exceed beat outdo
    improve enhance boost raise increase lift strengthen gain improvement
    reduce reduction decrease lower cut shrink lessen drop
    degrade worsen hurt harm impair deteriorate damage
    use employ utilize leverage adopt apply exploit
    algorithm framework scheme strategy procedure paradigm pipeline
    allow enable let permit
    need require demand necessitate
    cost overhead expense
    fast quick rapid speed sped accelerate speedup faster
    slow slower slowdown decelerate
    image picture
    large big
    huge massive enormous
    several multiple many various diverse numerous
    hard difficult challenging
    challenge problem issue obstacle difficulty
    important key crucial essential vital
    extra additional
    contain comprise include consist hold span
    evaluate assess
    address tackle solve handle resolve
    mitigate alleviate ease
    create build construct
    generate produce synthesize
    help aid facilitate
    state-of-the-art sota
    explicit explicitly
    modify change alter adjust
    select choose pick
    remove discard eliminate
    keep maintain preserve retain
    avoid bypass circumvent
    plug incorporate insert
    assign allot
    add introduce
    combine fuse merge join integrate
    predict forecast
    gather collect
    comparable similar
    variant version
    superior better
    run operate
    public publicly
    release publish
    share common
    guide steer
    examine investigate study explore
    network model
    per each every
    people person human
    quantity amount
    begin start
    entire whole complete full
""".strip().splitlines()
)
"""Words that may stand for each other, a group to a line."""

AXES = tuple(
    tuple(_listed(side) for side in line.split("|"))
    for line in """
        improve enhance boost raise increase lift strengthen gain grow rise better higher more
        superior greater climb grew rose risen best highest | degrade worsen hurt harm impair
        deteriorate reduce reduction decrease lower drop decline decay weaken fewer less worse
        inferior shrink diminish shrank loss fall fell fallen worst lowest; fast quick rapid
        speed accelerate speedup faster | slow slower slowdown decelerate; outperform surpass
        exceed beat outdo | underperform lag trail; large larger big bigger huge massive | small
        smaller tiny minimal little; easy easier simple simpler | hard harder difficult complex
        complicated; strong stronger | weak weaker; long longer | short shorter; many most
        several numerous | few; succeed success successful | fail failure unsuccessful; before
        prior | after; early earlier | late later; maximize maximum | minimize minimum;
        expensive costly | cheap inexpensive; significant substantial considerable | negligible
        marginal insignificant; always often frequently | never rarely seldom; global | local;
        sparse | dense; positive | negative; public open | private closed; same identical |
        different distinct; above over | below under; first | last; old older | new newer; high
        | low; deep | shallow; frozen fixed | trainable; include including | exclude excluding
        """.split(";")
)
"""Directions, and the words for either way of each."""
