"""A client of the API: ``Client("http://127.0.0.1:8642").events(actor="DNK")``."""

from lagebild.client.client import Client
from lagebild.client.errors import (
    ApiError,
    ConflictError,
    DeniedError,
    InvalidError,
    NotFoundError,
    UnreachableError,
)

__all__ = [
    "ApiError",
    "Client",
    "ConflictError",
    "DeniedError",
    "InvalidError",
    "NotFoundError",
    "UnreachableError",
]
