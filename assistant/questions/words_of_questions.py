"""Words that shape questions."""

# Words that shape a question, or that fit any paper: they say nothing of what is asked about.
ASKING = frozenset(
    """abstract abstracts account achieve achieved achieves address addressed addresses answer any anything
    article articles author authored authors based been began begin best change changed come compare
    compared comparison concern concerned concerning concerns continue contrast deal deals dealt describe
    described describes detail details develop developed development developments develops differ
    difference differences different discuss discussed discusses done ever evolution evolve evolved exactly
    explain explains explore explores far find found get gets give given gives group happen happens help
    helps history idea introduce introduced introduces investigate investigates involve involves kind know
    known line lines list look main make makes mean means mention mentioned mentions name named need obtain
    obtained obtains offer one ones overview paper papers please present presented presents progress
    progressed propose proposed proposes publication publications publish published reach reached reaches
    relate related relates report reported reports research researched researcher researchers review say
    says score scored scores second secondly so start started studied studies study summarise summarize
    summary survey talk talks team tell tells thing things think thinks third thought timeline topic topics
    trace trained treat treats use used uses using versus vs want way word words work worked working works
    write writes written wrote""".split()
)
