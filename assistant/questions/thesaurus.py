"""Everyday words, and the words that papers use for the same: a picture is an image, a sprinter is fast.

Looked up only where the words as they were typed lead nowhere, so it may be generous.
"""

from __future__ import annotations

from functools import cache

from assistant.questions.question import stem
from store.words import words

# Everyday words on the left; on the right what abstracts write, whatever their field.
_ENTRIES = """
accent pronounce: pronunciation speech
attacker hacker malicious: adversarial attack
bad mistaken wrong wrongly: noise noisy error
bend fold: folding deformation
beside together: joint
big huge giant enormous: large
blend mix mixing combine: fusion combination hybrid mixture
blocked covered hidden: occlusion masked
blueprint layout design: architecture
bot chatbot: dialogue conversational agent language
brain net network: neural
broken damaged: corrupted damaged
build building construct: generation construction
buy purchase shop shopping: recommendation session
caption description sentence wording: text prompt
car cars driverless self-driving: vehicle driving autonomous
caricature cartoon: style
chat conversation talk: dialogue conversation
cheap cheaper frugal inexpensive thrifty: efficient cost
child children kid: human
clip film footage movie: video
collection set: dataset group
colour: color
contest competition race: challenge
copy imitate imitates imitating mimic: imitation
create creating invent inventing make making produce produced: generation synthesis
crowd worker: annotation
customer client viewer: user
cut outline silhouette: segmentation
describe telling tell: caption recognition
disease doctor hospital illness patient: medical clinical health
drug medicine: molecule drug
drop ignore skip skipping: pruning attention
edge border beyond outside past: boundary outpainting extrapolation
educate learn learned learnt practise teach teaching: training learning
eye eyes: vision visual
examples samples handful: instances few-shot
expert specialist: expert mixture
explain understandable: interpretable explanation
fact facts: knowledge
faked fake: synthetic generated
faster fast quick quicker rapid speedy sprinter: acceleration efficient
few little scarce: limited low-resource
fill filling fix mend repair restore: restoration inpainting
film rating ratings taste: recommendation rating preference
find finding hunt look locate spot spotting: detection search localization
fixed certain sure: deterministic
flicker jitter shaky: temporal consistency
forget forgetting: catastrophic forgetting continual
fuel power electricity: energy
game play player: game reinforcement
gradual stages easy-to-hard: curriculum progressive
guess guessing foresee foretell: prediction
hallucinate lie untrue: hallucination
half part piece region place area: region spatial
heat hot cold: temperature thermal
help helper assistant assistants: auxiliary
identify identifying recognise recognising: recognition identification
imagine dream: generation
internet online web: web search
judge critic referee: reward discriminator evaluation
larger sharp crisp: high-resolution resolution
light lighter lightweight slim: lightweight compact efficient
like liking: preference
link tie connection: relation graph
logs recorded: offline
machine computer: model
maths mathematics: theory theoretical
matter matters important: salient attention key
meaning: semantic
melody song tune tunes: music melody
memory remember remembering recall: memory
merge merging join: aggregation merging
moment time when earlier previous before: temporal historical
money price wage: cost economic
move moving motion: motion dynamics
murmur noise sound: audio acoustic
one single same: unified universal
operations arithmetic computing: flops computation computational
order step: sequential
paint painting painter draw drawn drawing: generation image
pandemic epidemic: covid
passer-by pedestrian walker: person pedestrian
people person somebody someone man woman: human person
photo photograph picture pictures snapshot snapshots: image
plan: planning
plot story: narrative
prize win winner winning won: winning champion championship 1st award
proof prove: theorem proving
private secret secretly: privacy private
pull apart separate separating split untangle: decoupling disentangle separation
question ask: question answering
quality good: quality
reuse reusing recycle: transfer share knowledge
robot robots: agent robot
rule rules: logic symbolic
rate score: rating score
seam seams seamless: seamless inconsistency
sketch: sketch
shape form: structure geometry
shrink shrinking squeeze tiny: compression reduction small compact
short shorten shortening summary: summarization
sluggish slow: latency
snoop leak: privacy
speak speaking spoken speech voice: speech speaker
steer steering: control controllable guidance
storage room: memory space
student pupil: student distillation
surprise curious: curiosity intrinsic
sync synchronised synchronized: temporally alignment
tag label labelled: annotation label
teacher: teacher distillation supervision
team cooperate collaborate partner: multi-agent cooperative
text language: language
translator translators translate: translation
trustworthy trust reliable: quality confidence reliability
two double: dual
face visage: face facial
violin piano instrument: instrument timbre music
without no zero: free unsupervised
word words: text word
world: environment
"""


@cache
def _by_stem() -> dict[str, tuple[str, ...]]:
    known: dict[str, dict[str, None]] = {}
    for entry in _ENTRIES.strip().splitlines():
        everyday, written = entry.split(": ")
        for word in everyday.split():
            known.setdefault(stem(word), {}).update(dict.fromkeys(written.split()))
    return {word: tuple(written) for word, written in known.items()}


def written_for(word: str) -> tuple[str, ...]:
    """Return the words that papers use for an everyday word; none where it is not known."""
    own = stem(word)
    return tuple(other for other in _by_stem().get(own, ()) if own not in map(stem, words(other)))
