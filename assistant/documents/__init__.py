"""What was said, as a document: Markdown, LaTeX with its references, HTML, or JSON."""

from assistant.documents.conversation import Conversation, collect
from assistant.documents.formats import FORMATS, Document, render

__all__ = ["FORMATS", "Conversation", "Document", "collect", "render"]
