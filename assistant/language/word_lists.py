"""Lists of English words that the cutting and the checking of sentences share."""

from __future__ import annotations

from assistant.language.lexicons import read_lexicon, read_words

NEVER_LAST = read_words("abbreviations_never_last")
"""Abbreviations that no sentence ends with."""
TITLES = read_words("titles_of_people")
"""Titles before a name; in lower case some are units (`ms`)."""
SELDOM_LAST = read_words("abbreviations_seldom_last")
"""Abbreviations that end a sentence only where a word follows that likes to begin one."""
STARTERS = read_words("sentence_starters")
"""Words that, with a capital, begin a sentence of an abstract."""
GENERIC = read_words("generic_nouns")
"""Words in brackets that put no name into a quotation."""
DISCOURSE = read_words("conversation")
"""Words that a sentence about the conversation is made of, whole."""
ANCHORS = read_words("conversation_anchors")
"""Of these, the ones that show that it is about the conversation."""
CLAIMING = read_words("claiming_verbs")
"""Verbs that make a heading a claim."""
REPORTING = read_words("reporting_verbs")
"""Further verbs of what authors do, in their ground form."""
FUNCTION_WORDS = read_words("function_words")
"""Words that carry no content of their own."""
PAPER_WORDS = read_words("paper_words")
"""Words by which a sentence speaks of a paper as such; they are no part of what it claims."""
SUBJECTS = read_words("common_subjects")
"""Common nouns that a sentence may begin with, where an unknown capital would be a name."""
NEGATORS = read_words("negators")
"""Words that deny what follows them (`free`: what stands before it)."""
DENYING = read_words("plain_negators")
"""Of these, the ones that only deny."""
CONTRASTS = read_words("contrasts")
"""Words that set aside what follows them: `instead of a whole face`, `unlike`."""
UNSAID = read_words("implicit_negations")
"""Words that deny without a negation: what is avoided is not there."""
LIGHT = read_words("light_words")
"""Words that say little of their own; half of what another word weighs."""
HEDGES = read_words("hedges")
"""Words before a number that is none in particular."""
SYNONYMS = tuple(tuple(line.split()) for line in read_lexicon("synonyms"))
"""Words that may stand for each other, a group to a line."""
AXES = tuple(
    tuple(frozenset(side.split()) for side in line.split("|"))
    for line in read_lexicon("opposites")
)
"""Directions, and the words for either way of each."""
