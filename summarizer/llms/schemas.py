"""The form of an answer as JSON Schema, for models that are made to keep to it."""

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

if TYPE_CHECKING:  # 0.8 s, for two names
    from openai.types.shared_params import ResponseFormatJSONSchema

PORTABLE = ("type", "description", "enum", "const", "items", "anyOf", "properties")
"""What every server with strict schemas understands; pydantic checks the rest of the form when the answer is there."""

MAX_NAME = 64


@cache
def response_format(answer: type[BaseModel]) -> "ResponseFormatJSONSchema":
    """Return what a chat-completions server needs to keep a model to this form; made once for each form."""
    name = re.sub(r"[^A-Za-z0-9_-]", "_", answer.__name__)[:MAX_NAME]
    return {"type": "json_schema", "json_schema": {"name": name, "strict": True, "schema": strict_schema(answer)}}


@cache
def strict_schema(answer: type[BaseModel]) -> dict[str, Any]:
    """Return the schema in the strict subset: every field required, no others allowed, nothing referred to.

    Defaults, titles and limits are left out. The form must not contain itself.
    """
    schema = answer.model_json_schema()
    return _strict(schema, schema.get("$defs", {}))


def _strict(node: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    if reference := node.get("$ref"):
        node = definitions[reference.rpartition("/")[2]] | node  # a description beside the reference is the nearer one
    strict = {key: node[key] for key in PORTABLE if key in node}
    if "items" in strict:
        strict["items"] = _strict(strict["items"], definitions)
    if "anyOf" in strict:
        strict["anyOf"] = [_strict(choice, definitions) for choice in strict["anyOf"]]
    if strict.get("type") == "object":
        fields = strict.get("properties", {})
        strict["properties"] = {name: _strict(field, definitions) for name, field in fields.items()}
        strict["required"] = list(fields)
        strict["additionalProperties"] = False
    return strict
