"""Words that shape questions, which a search for what they are about leaves out."""

from __future__ import annotations

from assistant.language.lexicons import read_words

ASKING = read_words("question_words")
"""Words that shape a question, or that fit any paper: they say nothing of what is asked."""

PARTICLES = read_words("particles")
"""Words that stand in any description without saying what it is of."""

STYLE = read_words("academic_style")
"""Words that say how a paper is written, and not what it is about."""

TOPIC_PARTICLES = read_words("topic_particles")
"""Words that stand in any text on a topic and tell none."""

FREQUENT_ENGLISH = read_words("frequent_english")
FREQUENT_WESTERN = read_words("frequent_western")
"""The most frequent short words of English, and of its western neighbours."""
