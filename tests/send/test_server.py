"""Which servers can be named, and where a password may go."""

import pytest

from summarizer.errors import ConfigError
from summarizer.send.server import Server, check_login, parse_server


@pytest.mark.parametrize(
    ("url", "scheme", "host", "port"),
    [
        ("smtp://127.0.0.1:1025", "smtp", "127.0.0.1", 1025),
        ("smtp://[::1]", "smtp", "::1", 25),
        ("SMTPS://Mail.Example.org/", "smtps", "mail.example.org", 465),
        ("smtp+starttls://mail.example.org", "smtp+starttls", "mail.example.org", 587),
    ],
)
def test_a_url_names_a_server(url: str, scheme: str, host: str, port: int) -> None:
    """The port is the usual one of the scheme unless it is given."""
    assert parse_server(url) == Server(scheme=scheme, host=host, port=port)
    assert str(parse_server(url)) == f"{host}:{port}"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "mail.example.org",
        "http://mail.example.org",
        "smtp://",
        "smtp://mail.example.org:port",
        "smtp://mail.example.org:99999",
        "smtp://mail.example.org/path",
        "smtp://mail.example.org?tls=no",
        "smtp://[::1",
    ],
)
def test_urls_that_name_no_server_are_refused(url: str) -> None:
    """With the three forms that there are."""
    with pytest.raises(ConfigError, match="names no mail server") as caught:
        parse_server(url)
    assert "smtp+starttls://" in caught.value.hint


@pytest.mark.parametrize("url", ["smtps://ada:sesame@mail.example.org", "smtps://ada:sesame/@x", "smtp://sesame@x"])
def test_a_password_in_the_url_is_refused_and_not_repeated(url: str) -> None:
    """Secrets come from the environment, and are never printed."""
    with pytest.raises(ConfigError, match="must not hold a user or a password") as caught:
        parse_server(url)
    assert "sesame" not in str(caught.value)
    assert "SUMMARIZER_SMTP_PASSWORD" in caught.value.hint


@pytest.mark.parametrize("url", ["smtp://mail.example.org", "smtp://192.0.2.1:25", "smtp://127.0.0.1.example.org"])
def test_no_password_crosses_the_network_in_plain(url: str) -> None:
    """The hint says how it would be encrypted."""
    with pytest.raises(ConfigError, match="in plain") as caught:
        check_login(parse_server(url), "ada", "sesame")
    assert "smtps://" in caught.value.hint


@pytest.mark.parametrize("url", ["smtp://localhost:1025", "smtp://[::1]:1025", "smtp://127.0.0.2", "smtps://x.example"])
def test_a_password_may_go_to_this_machine_or_through_tls(url: str) -> None:
    """Nobody else reads it there."""
    check_login(parse_server(url), "ada", "sesame")


@pytest.mark.parametrize(("user", "password"), [("ada", ""), ("", "sesame"), ("ada", "sésame")])
def test_a_login_that_cannot_work_is_refused_at_once(user: str, password: str) -> None:
    """Half a login, or one that smtplib cannot write."""
    with pytest.raises(ConfigError, match="password") as caught:
        check_login(parse_server("smtps://mail.example.org"), user, password)
    assert "sésame" not in str(caught.value)
