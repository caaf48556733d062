"""Answers composed without a model: one module a form, dispatched by what the question is
after.
"""
