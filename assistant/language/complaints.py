"""What the error messages of model servers complain about, whatever their wording."""

from __future__ import annotations

import re

TOO_LONG = re.compile(
    r"context[ _](length|window|size|limit)|maximum context|too many tokens|reduce the length"
    r"|(prompt|input|request) is too (long|large)|exceeds? .{0,40}context",
    re.IGNORECASE,
)
QUOTA_USED = re.compile(
    (
        r"insufficient_quota|exceeded your current quota|billing|insufficient "
        r"(credit|balance|fund)"
    ),
    re.I,
)
NO_MODEL = re.compile(
    r"model_not_found|model.{0,200}(not found|does not exist|not exist|not "
    r"available|unknown|no such)"
    r"|(unknown|invalid|no such) model|not a valid model",
    re.IGNORECASE | re.DOTALL,
)
WRONG_KEY = re.compile(
    (
        r"(invalid|incorrect|wrong|bad|expired).{0,20}(api[ _]?key|token)|"
        r"api[ _]?key.{0,30}not valid"
    ),
    re.I,
)
