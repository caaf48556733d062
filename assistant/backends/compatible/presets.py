"""The servers that are known by name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Preset:
    """A name for a server at its usual address."""

    name: str
    base_url: str
    needs_key: bool = False
    start: str = "Start the server, or name another with --base-url."
    """What to do where nothing answers at the address."""
    takes_schemas: bool = True
    """Whether its servers know JSON schemas, rather than the grammars of llama.cpp."""


OPENAI = Preset("openai", "https://api.openai.com/v1", needs_key=True)
OLLAMA = Preset("ollama", "http://localhost:11434/v1", start="Start it: ollama serve")
LMSTUDIO = Preset("lmstudio", "http://localhost:1234/v1", start="Start it: lms server start")
VLLM = Preset("vllm", "http://localhost:8000/v1", start="Start it: vllm serve MODEL")
LLAMACPP = Preset(
    "llamacpp",
    "http://localhost:8080/v1",
    start="Start it: llama-server -m MODEL.gguf",
    takes_schemas=False,
)
