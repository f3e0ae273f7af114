"""Signing in and out for browsers, and the list of changes for administrators, under ``/api/v1``."""

from fastapi import APIRouter, Request, Response

from lagebild.server.access import COOKIE, Caller, Gate, address_of, unauthorised
from lagebild.server.access_forms import AuditLine, AuditList, SessionForm, SignIn
from lagebild.server.cursors import After, read_cursor, write_cursor
from lagebild.server.routes import PROBLEMS, Limit, OpenStore

COOKIE_SECONDS = 30 * 24 * 3600

router = APIRouter(prefix="/api/v1", responses=PROBLEMS)


def caller_of(request: Request) -> Caller | None:
    caller: Caller | None = request.scope["state"]["caller"]
    return caller


@router.get("/session", summary="Who this is, and whether a token is needed")
def session(request: Request, response: Response) -> SessionForm:
    response.headers["Cache-Control"] = "no-store"  # a token also ends by the clock, which changes no record
    return _form(request, caller_of(request))


@router.post("/session", summary="Sign in: keep a token in a cookie that no script can read")
async def sign_in(request: Request, response: Response, given: SignIn) -> SessionForm:
    gate: Gate = request.scope["state"]["gate"]
    address = address_of(request.scope)
    blocked = gate.blocked(address)
    caller = await gate.admit(given.token, address)
    if caller is None:
        wrong = unauthorised("no token in force is like this one; copy it again or ask for another")
        return blocked or wrong  # type: ignore[return-value]  # FastAPI sends a response as it is
    response.set_cookie(
        COOKIE,
        given.token,
        max_age=COOKIE_SECONDS,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    return _form(request, caller)


@router.delete("/session", summary="Sign out: forget the cookie")
def sign_out(request: Request, response: Response) -> SessionForm:
    response.delete_cookie(COOKIE, httponly=True, samesite="strict")
    return _form(request, None)


@router.get("/audit", summary="What was changed over the network, by whom and when, the latest first")
def audit(store: OpenStore, limit: Limit = 100, after: After = None) -> AuditList:
    seen = read_cursor(after, int)
    found = store.access.audit(limit=limit + 1, after=seen[0] if seen else None)
    shown = found[:limit]
    return AuditList(
        items=[AuditLine.model_validate(row, from_attributes=True) for row in shown],
        next=write_cursor(shown[-1].number) if len(found) > limit else None,
    )


def _form(request: Request, caller: Caller | None) -> SessionForm:
    gate: Gate = request.scope["state"]["gate"]
    return SessionForm(
        tokens=gate.demanded, name=caller.name if caller else None, role=caller.role if caller else None
    )
