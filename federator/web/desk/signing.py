"""Who is signed in. The cookie holds a token that the database knows by its hash: ending a session there ends it."""

from dataclasses import dataclass
from datetime import timedelta

from flask import Flask, Response, request
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask_babel import lazy_gettext as _
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from flask_wtf.csrf import CSRFProtect

from federator.model.people import Actor, Person, Right
from federator.store.key import key_beside
from federator.web.desk.reasons import LONGEST_REASON
from federator.web.desk.secrets import hash_of, is_right, new_code
from federator.web.language import FOR_PROGRAMS
from federator.web.parts import parts

WINDOW = timedelta(minutes=15)
MOST_OF_A_LOGIN = 5
MOST_OF_AN_ADDRESS = 30
"""Failed attempts within WINDOW, after which no further one is looked at until it has passed."""


@dataclass(frozen=True)
class Account(UserMixin):  # type: ignore[misc]  # flask-login ships no types
    """A person in a session."""

    person: Person
    token: str

    def get_id(self) -> str:
        """What the cookie holds."""
        return self.token


class Sessions(SecureCookieSessionInterface):
    """Flask's own, but what programs ask knows no cookie and varies by none."""

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Write the cookie of people's pages."""
        if request.blueprint not in FOR_PROGRAMS:
            super().save_session(app, session, response)


def prepare(app: Flask) -> None:
    """Give ``app`` its key, sessions and the guard of its forms."""
    with app.app_context():
        settings = parts().settings
    app.session_interface = Sessions()
    app.secret_key = key_beside(settings.database)
    app.config.update(
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.public_url.startswith("https:"),
        SESSION_COOKIE_NAME="desk",
        WTF_CSRF_TIME_LIMIT=None,  # a form may lie open as long as the session lasts
    )
    CSRFProtect(app)
    manager = LoginManager(app)
    manager.login_view = "accounts.sign_in"
    manager.login_message = _("请先登录。")
    manager.user_loader(_account)
    app.jinja_env.globals["may"] = lambda right, site="", organisation="": me().may(Right(right), site, organisation)
    app.jinja_env.globals["longest_reason"] = LONGEST_REASON


def _account(token: str) -> Account | None:
    person = parts().store.sessions.person(hash_of(token))
    return Account(person, token) if person else None


def me() -> Person:
    """Who asks; only views that :func:`~federator.web.desk.rights.need` guards may ask."""
    account: Account = current_user
    return account.person


def actor() -> Actor:
    """Who acts, and from where."""
    return Actor(me().id if current_user.is_authenticated else "", request.remote_addr or "")


def locked(login: str) -> bool:
    """Whether too many attempts failed lately, by this name or from this address."""
    by_login, by_address = (parts().store.sessions.failures(key, WINDOW) for key in _keys(login))
    return by_login >= MOST_OF_A_LOGIN or by_address >= MOST_OF_AN_ADDRESS


def sign_in(login: str, password: str) -> bool:
    """Begin a session, if the password is right; a failure is counted."""
    found = parts().store.people.password_of(login)
    if not is_right(password, found[1] if found else None) or found is None:
        parts().store.sessions.failed(_keys(login))
        return False
    parts().store.sessions.forgive(_keys(login)[0])
    enter(found[0])
    return True


def enter(person: Person) -> None:
    """Begin a session for ``person``, under a token that was in no cookie before."""
    token = new_code()
    by = Actor(person.id, request.remote_addr or "")
    parts().store.sessions.begin(person.id, hash_of(token), by)
    login_user(Account(person, token))


def leave() -> None:
    """End the session."""
    if current_user.is_authenticated:
        parts().store.sessions.end(hash_of(current_user.token))
    logout_user()


def _keys(login: str) -> tuple[str, str]:
    return f"login {login}", f"address {request.remote_addr}"
