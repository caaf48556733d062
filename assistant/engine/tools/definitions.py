"""What a model may call while it writes: the library's own functions, which change nothing."""

from __future__ import annotations

from assistant.backends.base import Tool
from assistant.engine.tools.arguments import Parameter, schema
from store.filters import EXAMPLES

_ORDERS = ("-date", "date", "title", "-title", "key", "-key")
_CITABLE = "Each paper comes with its number and is cited by it, like the sources."
_FILTERS = Parameter("filters", f"conditions that all papers meet, such as {EXAMPLES}")
_ORDER = Parameter("order", "the order; newest first without one", choices=_ORDERS)
_QUERY = Parameter("query", "what to look for, in a few words", is_required=True)
_KEY = Parameter("key", "the paper's key, as the other tools show it", is_required=True)

PARAMETERS = {
    "search_papers": (_QUERY, _FILTERS),
    "list_papers": (_FILTERS, _ORDER),
    "get_paper": (_KEY,),
    "count_papers": (_FILTERS,),
}
"""What each tool takes."""
_DESCRIPTIONS = {
    "search_papers": (
        f"Find the papers whose abstracts fit a query best, by words and by meaning. {_CITABLE}"
    ),
    "list_papers": f"List papers by their metadata: authors, year, title, key. {_CITABLE}",
    "get_paper": f"Read one paper's abstract. {_CITABLE}",
    "count_papers": "Count the papers that meet conditions, or all of them.",
}
TOOLS = tuple(
    Tool(name, _DESCRIPTIONS[name], schema(taken)) for name, taken in PARAMETERS.items()
)
"""What is offered to a model."""
TOOLS_AS_TEXT = "".join(f"{tool.name} {tool.description} {tool.parameters}" for tool in TOOLS)
"""About what a server shows its model of the tools, to be counted."""
