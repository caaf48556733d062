"""What was said, as a document: Markdown, LaTeX with its references, HTML, or JSON."""

from assistant.engine.export.formats import FORMATS, Document, render

__all__ = ["FORMATS", "Document", "render"]
