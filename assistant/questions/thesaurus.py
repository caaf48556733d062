"""Everyday words, and the words that papers use for the same: a picture is an image, a sprinter is fast.

Looked up only where the words as they were typed lead nowhere, so it may be generous.
"""

from __future__ import annotations

from functools import cache

from assistant.questions.question import stem
from store.words import words

# Everyday words on the left; on the right what abstracts write, whatever their field.
_ENTRIES = """
abandon quit: dropout attrition
accent pronounce: pronunciation speech
accident crash: collision
action: plan
actions steps: action plan
adapt adjust tuning: adaptation fine-tuning
aeroplane jet plane: aircraft airplane wing flight
afresh anew scratch: initialization random
ageing old older: age
agree disagree: consensus agreement disagreement
agreement: consensus disagreement
ahead forecast future: prediction forecasting
aim target: objective goal
aircraft: airplane wing flight
airplane: aircraft wing flight
alone: independent
animal bird: species
annotator annotators labeller rater: crowdsourcing annotation
anonymous secretive: anonymization privacy
apart separate separating split untangle: decoupling disentangle separation
area: region spatial domain
arise come: formation
arithmetic computing operations: flops computation computational
ask: question answering query
asking asks: query question
assistant assistants help helper: auxiliary
atom molecule: molecular atomic
attacker cheat fool hacker malicious sneaky trick: adversarial attack
attitude tilt: angle attack
average typical: mean expected
back backwards reverse: inverse backward backtracking
bacteria germ germs microbe: bacterial microbial
bad mistaken wrongly: noise noisy error
balance fairly unfair: fairness bias
bang boom: shock blast sonic
bank borrow lend loan: credit financial
bar pole rod strut: beam column
bargain contract deal: negotiation
bear burden hold: load
before earlier moment previous time when: temporal historical
beginning start: initialization
bend fold: folding deformation
bent curve curved: curvature
beside together: joint
beyond border past: boundary outpainting extrapolation
big giant huge: large
blame responsible: attribution
blast: shock sonic
blend combine mix mixing: fusion combination hybrid mixture
bloated oversized: overparameterized
block: obstacle
blocked covered hidden: occlusion masked
blood: vascular hemodynamic
blueprint design layout: architecture
board flat sheet slab: plate panel
boat craft vessel: hull ship
bodies: body
boil steam vapour: evaporation vapor
bot chatbot: dialogue conversational agent language
bounce bouncing: reflection
bowl dome: shell spherical
brain net network: neural
brake braking: deceleration drag
break breaking brittle crack cracks: fracture failure fatigue
breathe lung lungs: respiratory pulmonary
breeze: wind flow
broken: corrupted damaged
bubble foam: cavitation
buckle collapse crumple pop: buckling stability
build building construct: generation construction
bumpy: roughness
burn burning fire flame: combustion ablation
business company: firm enterprise
buy: recommendation session economic
calm smooth: laminar
cancer tumour: tumor carcinoma
capsule rocket spacecraft spaceship: vehicle reentry missile
caption description sentence wording: text prompt
car cars driverless self-driving: vehicle driving autonomous
careful cautious safe safely: safety risk conservative
caricature cartoon: style
carry: load transfer
certain fixed sure: deterministic
chance luck random: stochastic probability
chat: dialogue conversation
cheap cheaper frugal inexpensive thrifty: efficient cost
check checking verify: verification
child: human developmental
children kid person: human
choose choosing pick picking select: selection
chore job: task
circle circles repeat repeating round: repetition degeneration circular
city street streets town: urban traffic
classroom school: education
clean cleaning grain grainy: denoising noise
client customer viewer: user
climb climbing rise: ascent
clip footage movie: video
close distance far near: proximity range
cloud clouds space stars: interstellar cosmic astrophysical
clue clues detective: inference evidence
cluster clusters grouping groups: clustering
code coder programmer: program source
cold: temperature thermal icing cooling
collaborate colleague cooperate partner partners team teammate: multi-agent cooperative
collection set: dataset group
colour: color
competition contest race: challenge
computer machine mock-up: model
confuse mistake: confusion error
connection link: relation graph
constant still: steady stationary
continual: lifelong
conversation: dialogue
cool: cooling
cope handle: robust
copy imitate imitates imitating mimic: imitation
count: counting
court law: legal
create creating invent inventing make making produce produced: generation synthesis
crisp larger: high-resolution resolution
critic judge referee: reward discriminator evaluation
crop: agricultural
crops farm farmer: agricultural crop
crowd: annotation dense
crowded: dense crowd
cure heal healing: therapy treatment
curious surprise: curiosity intrinsic
current stream wind: flow
cut outline silhouette: segmentation
damaged: corrupted
danger threat: risk
dark: low-light
dead death die dying: mortality decay
deaf hearing: auditory
deform squash: deformation
describe tell telling: caption recognition
device gadget readings: sensor measurement
dictionary vocabulary: lexicon
different unlike: heterogeneous
digits number numbers: numerical
dirty messy: noisy
disc wheel: disk rotor
disease doctor hospital illness patient: medical clinical health
disk: rotor
double two: dual
doubt unsure: uncertainty
draw drawing drawn paint painter painting: generation image
draws sample: sampling
dream imagine: generation
drift: perturbation
driver road: driving
drop: pruning attention droplet
drops: droplet
drug: molecule
dull rounded: blunt
easy-to-hard gradual stages: curriculum progressive
eddy swirl whirl: vortex
edge: boundary outpainting extrapolation clamped
edit retouch: editing manipulation
editing: manipulation
educate learn learned learnt practise teaching: training learning
election vote voter votes: electoral voting
electricity fuel power: energy
emotion feeling feelings mood: sentiment affective
empty hollow: vacuum
engine: propulsion jet
enormous: large hypersonic
epidemic pandemic: covid
equal: equality
error trial: exploration
exam test: evaluation benchmark
examples handful: instances few-shot
exhaust: jet
experience lived: trajectory
expert: mixture
explain understandable: interpretable explanation
eye eyes: vision visual
face: facial
fact facts: knowledge
factory: manufacturing
fair: fairness bias equality
fake faked: synthetic generated
famous popular: popularity
fast faster quicker rapid speedy sprinter: acceleration efficient
few little scarce: limited low-resource
fibre thread: fiber
field: domain
fight: conflict
fill filling fix repair restore: restoration inpainting
film: video recommendation rating preference layer boundary
find finding hunt locate look spot spotting: detection search localization
fingers hand: gesture
firm: enterprise
flap shake shaken shaking tremble wobble: flutter vibration oscillation
flatness level: planar
flicker jitter shaky: temporal consistency
float floating: buoyancy
fluid: water hydrodynamic
follow obey: compliance instruction
following track: tracking
force: pressure load
foresee foretell guess guessing: prediction
forget: catastrophic forgetting continual
forgetting: catastrophic continual
form shape: structure geometry
free: unsupervised
freeze freezing ice icy: icing cooling
game: reinforcement
gentle: soft
gliding sail: glide
goal: objective
good: quality
government politics: political policy
grow growing: growth
guard protect shield: protection defense shielding
habit routine: behavior
half part piece place: region spatial
hallucinate lie untrue: hallucination
hard tough: difficult hardness
heart: cardiac memorization overfitting
heat: temperature thermal
heated heating warm warming: heat thermal temperature
heavy weigh: mass load weight
height: altitude
hit knock strike: impact
hole holes: gap
home house rooms: indoor environment
hoop ring: annular
hot: temperature thermal heat
hurried hurry: fast
identify identifying recognise recognising: recognition identification
ignore skip skipping: pruning attention
imitation toy: synthetic
important matter matters: salient attention key
inner inside: internal
instrument: timbre music
intent intentions up: goal intention
intention: goal
internet online: web search
join merge: aggregation merging
journey route trip way: trajectory path navigation
jump: discontinuity
key unlock: encryption
kind sort sorts: class category
knot: coupling
label: annotation
labelled tag: annotation label
language: multilingual
last survive: lifetime survival
layer: boundary
leaf plants: plant
leak: privacy leakage
leaks: leakage
leap: discontinuity jump
learners: learner
lengthy: long long-range
lifelong: continual
lifted: lift
light lighter slim: lightweight compact efficient
lightweight: compact efficient
like liking: preference
limb muscle: motor
liquid: fluid water hydrodynamic
list rank: ranking
lock: constraint
logs recorded: offline
long: long-range
lose losing lost: loss
loud loudness noisy: acoustic noise
magnet magnetism: magnetic magnetohydrodynamic
magnetic: magnetohydrodynamic
man people somebody someone woman: human person
map maps: mapping
market: financial
math: mathematical
mathematics maths: theory theoretical
meaning: semantic
medicine: molecule drug
melody: music
melt: ablation melting
melting: ablation
memorise memorize overfit: memorization overfitting
mend: restoration inpainting repair
merging: aggregation
message messages send sending: communication
metal: alloy aluminum
mind thought: cognitive reasoning
money price wage: cost economic
moon: orbit satellite
motion: dynamics
motor: engine propulsion jet
move moving: motion dynamics
murmur noise sound: audio acoustic
nearby neighbour neighbours: neighborhood nearest
needle: spike probe
new unseen: zero-shot generalization
no without zero: free unsupervised
nose: stagnation
nurse: clinical
ocean: wave
odd strange unusual weird: anomaly outlier
one same single: unified universal
opinion: subjective
opinions: subjective opinion
orbit: satellite
order: sequential ranking
outside: boundary outpainting extrapolation surface
owner person's: individual
passer-by walker: person pedestrian
patches: patch
patterns: pattern
pay paying: cost
pedestrian: person
personal: private sensitive
phone: mobile
photo photograph picture pictures snapshot snapshots: image
piano violin: instrument timbre music
pipe: channel duct
plan: planning goal intention
planet: planetary
play: game reinforcement policy
player: game reinforcement
playing: policy
plot: narrative
plume: jet exhaust
pointed: slender
poor poverty: income
post tweet: social media
press push pushing: force pressure load
pressing: force pressure load compression
private snoop: privacy
prize: winning champion championship 1st award reward
procedure recipe: algorithm method
proof prove: theorem proving
pull: decoupling disentangle separation tension strain
pupil: student distillation
purchase shop shopping: recommendation session
puzzle riddle: reasoning
question: answering
quick: acceleration efficient fast
quickly: fast efficient
radio: wireless
rain wet: precipitation
rate: rating score
rating: recommendation preference
ratings: recommendation rating preference
read reader reads: reading comprehension
reading: comprehension
recall remember remembering: memory
recycle reuse reusing: transfer share knowledge
region: spatial
reliable trust trustworthy: quality confidence reliability
remove strip: removal elimination
rent: economic
rim: boundary clamped edge
robot: agent
robots: agent robot
robust strong withstand: robustness
room: memory space indoor environment
rotate spin spinning turning: rotation rotating
rough: roughness turbulent transition
rub rubbing: friction
rule rules: logic symbolic
samples: instances few-shot sampling
satellite: orbit
scaling: scale
score: rating
sea waves: ocean wave
seam seams: seamless inconsistency
seamless: inconsistency
secret secretly: privacy private
see seeing seen: visual
sensitive: private
sensor: measurement
series string: sequence
share: shared
shares stock trader trading: financial market
sharp: high-resolution resolution slender
ship: hull vessel
short shorten shortening summary: summarization
shrink shrinking squeeze: compression reduction small compact
side: lateral
sink: drag
skill: option
skills: skill option
skin: layer boundary
slow: latency deceleration drag
sluggish: latency
smell: olfactory
sneak: adversarial
song tunes: music melody
speak speakers speaking spoken voice: speech speaker
speaker: speech
specialist: expert mixture
speech: speaker
spike: probe
spread spreading: diffusion distribution
spring: elastic
stack stacked: layer
star: interstellar cosmic astrophysical stellar
steady: stationary
steel: metal alloy aluminum
steep steeply: angle
steer steering: control controllable guidance
step: sequential action plan
stick sticking stuck: adhesion
stiff: stiffness rigid
stir stirring: mixing turbulence
stop stops: stopping
storage: memory space
stories story: narrative generation text
storm: weather atmospheric
straight: linear
strength: power
stretch stretched: tension strain
student: distillation learner
sun: solar
sweep: swept
symptom: diagnosis
sync synchronised synchronized: temporally alignment
talk: dialogue conversation speech speaker
taste: recommendation rating preference olfactory
taught: supervision distillation
teach: training learning supervision distillation
teacher: distillation supervision
temper: thermal
text: language
thick: thickness
thin: shallow
tie: relation graph coupling
tiny: compression reduction small compact micro
tip: nose stagnation
tongue tongues: language multilingual
touch: tactile
train: training
trait traits: attribute
translate translator translators: translation
treat: reward treatment
trees: tree
tube: pipe channel duct
tune: music melody adaptation fine-tuning
turbulent: transition
turn turns: alternation
twist twisting: torsion
unlabelled untagged: unlabeled semi-supervised unsupervised
vague: ambiguous
virus: viral
visage: face facial
visit: session
wait waiting: time delay
walk: navigation
walks: navigation walk
walls: wall
wander wandering: perturbation drift
waste: redundancy
watch watching: observation
water: fluid hydrodynamic
wave: ocean
waypoint waypoints: planner goal
weakness: weak
weather: atmospheric meteorological
web: search
weight: mass load
win winner won: winning champion championship 1st award
wing: airfoil
wings: wing airfoil
winning: champion championship 1st award
word: text
words: text word
worker: annotation manufacturing
world: environment
worth: value
wrong: noise noisy error incorrect
young: developmental
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
