"""Lines of research: papers that belong together, named in their own words, and how the
lines follow.
"""
