"""Words that shape questions."""

# Words that shape a question, or that fit any paper: they say nothing of what is asked about.
ASKING = frozenset(
    """
        abstract abstracts account achieve achieved achieves address addressed addresses answer
        any anybody anyone anything appear appeared appears article articles author authored
        authors based been began begin best called change changed come compare compared
        comparison concern concerned concerning concerns continue contrast deal deals dealt
        describe described describes detail details develop developed development developments
        develops differ difference differences different discuss discussed discusses done ever
        everybody everyone everything evolution evolve evolved exactly explain explains explore
        explores far find found get gets give given gives group happen happens help helps
        history idea introduce introduced introduces investigate investigates involve involves
        kind know known line lines list lists look main make makes matter matters mean means
        mention mentioned mentions name named names need nobody nothing obtain obtained obtains
        offer one ones overview paper papers please present presented presents progress
        progressed propose proposed proposes publication publications publish published reach
        reached reaches relate related relates relevant report reported reports research
        researched researcher researchers review say says score scored scores second secondly
        share so somebody someone something start started studied studies study summarise
        summarize summary survey talk talks team tell tells thing things think thinks third
        thought timeline together topic topics trace trained treat treats use used uses using
        versus vs want way word words work worked working works write writes writeups written
        wrote
        """.split()
)

# Words that stand in any description without saying what it is of.
PARTICLES = frozenset(
    """
        above across against along already although always among another around away back before
        behind being below beneath beside between beyond both down during each either else
        enough even every few further here instead itself last later least less let lets little
        next nothing off often once other others out over own quite rather same several since
        something somebody someone somehow soon still such than themselves therefore though
        through till together too toward towards under until up upon usual usually various
        whether while whole within yet
        """.split()
)
