"""Settings are read once, and whatever is wrong with them is named."""

from pathlib import Path

import pytest

from summarizer.config import load_environment, load_settings
from summarizer.errors import ConfigError, StoreError
from summarizer.folder import Folder


def newsletter(root: Path, text: str, env: str = "") -> Folder:
    """Write a config, and a `.env` beside it."""
    (root / "summarizer.toml").write_text(text, encoding="utf-8")
    (root / ".env").write_text(env, encoding="utf-8")
    return Folder(root)


def test_an_empty_file_is_a_newsletter_with_defaults(tmp_path: Path) -> None:
    """Every setting has a default; only sources have none."""
    settings = load_settings(newsletter(tmp_path, ""), {})
    assert settings.newsletter.cadence == "weekly"
    assert settings.model.name == "gpt-5.4-mini"
    assert settings.source == ()


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    """`SUMMARIZER_<SECTION>__<KEY>` overrides; numbers, lists and strings are taken as what they are."""
    folder = newsletter(
        tmp_path, "[select]\nin_depth = 3\n[newsletter]\ntitle = 'A'", 'SUMMARIZER_EMAIL__TO="x@y.org"\n'
    )
    settings = load_settings(
        folder,
        {
            "SUMMARIZER_SELECT__IN_DEPTH": "7",
            "SUMMARIZER_SELECT__INCLUDE": "speech, audio",
            "SUMMARIZER_SELECT__EXCLUDE": '["a, b"]',
            "SUMMARIZER_EMAIL__FROM": "Weekly <a@b.org>",
            "SUMMARIZER_NEWSLETTER__TITLE": "2026",
            "SUMMARIZER_SMTP_USER": "not a setting",
        },
    )
    assert settings.select.in_depth == 7
    assert settings.select.include == ("speech", "audio")
    assert settings.select.exclude == ("a, b",)
    assert settings.email.sender == "Weekly <a@b.org>"
    assert settings.email.to == ("x@y.org",)
    assert settings.newsletter.title == "2026"


def test_dotenv_is_read_but_the_environment_wins(tmp_path: Path) -> None:
    """Secrets stand in `.env` or in the environment; the environment is the nearer one."""
    folder = newsletter(tmp_path, "", "OPENAI_API_KEY=file\nSUMMARIZER_SMTP_USER=me\nEMPTY\n")
    environment = load_environment(folder, {"OPENAI_API_KEY": "shell"})
    assert environment == {"OPENAI_API_KEY": "shell", "SUMMARIZER_SMTP_USER": "me"}


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("[newsletter]\ntitel = 'x'", "there is no setting newsletter.titel", "Did you mean title?"),
        ("[newsleter]\ntitle = 'x'", "there is no setting newsleter", "Did you mean newsletter?"),
        ("[email]\nfrm = 'x'", "there is no setting email.frm", "Did you mean from?"),
        ("[select]\nzzz = 1", "there is no setting select.zzz", "Known here: authors, exclude"),
        (
            "[select]\nin_depth = 'many'",
            "select.in_depth: input should be a valid integer",
            "For example: in_depth = 10",
        ),
        (
            "[model]\nmax_cost = 'cheap'",
            "model.max_cost: input should be a valid number",
            "For example: max_cost = 2.0",
        ),
        ("[model]\nconcurrency = 0", "concurrency: input should be greater than or equal to 1", "concurrency = 16"),
        ("[summarize]\ncritique = 'a bit'", "critique: input should be a valid boolean", "critique = true"),
        ("[email]\nto = 5", "email.to: this should be a list", 'For example: to = ["one", "another"]'),
        ("[email]\nfrom = []", "email.from: input should be a valid string", 'For example: from = ""'),
        (
            "[newsletter]\ncadence = 'hourly'",
            "cadence: input should be 'daily', 'weekly' or",
            "Known here: daily, monthly",
        ),
        ("[newsletter]\ncadence = 'week'", "newsletter.cadence: input should be 'daily'", "Did you mean weekly?"),
        ("[newsletter]\nlanguage = 'English'", "newsletter.language: this is not the code", "such as en, de or pt-BR"),
        ("[newsletter]\nlanguage = ''", "newsletter.language: this is not the code of a language", "such as en, de"),
        (
            "[[newsletter]]\ntitle = 'x'",
            "newsletter: this should be a table",
            "Write [newsletter], in one pair",
        ),
        ("[[source]]\npath = 'x'", "source.0.type: field required", 'below it what it is: type = "arxiv"'),
        (
            "[source]\ntype = 'arxiv'",
            "source: this should be a list",
            "Write [[source]], in two pairs of brackets",
        ),
        (
            "source = ['arxiv']",
            "source.0: this should be a table",
            "Write [[source]], in two pairs of brackets",
        ),
        ("[newsletter\n", "line 1", "Strings stand in quotes"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, message: str, hint: str) -> None:
    """An error names the key, and for an unknown one the nearest right one."""
    with pytest.raises(ConfigError) as caught:
        load_settings(newsletter(tmp_path, text), {})
    assert message in str(caught.value)
    assert hint in caught.value.hint


def test_a_source_keeps_its_own_options(tmp_path: Path) -> None:
    """What a source takes beyond its type is handed to it unchanged."""
    [source] = load_settings(newsletter(tmp_path, "[[source]]\ntype = 'arxiv'\nlimit = 5"), {}).source
    assert (source.type, source.options) == ("arxiv", {"limit": 5})


def test_sources_cannot_be_set_from_the_environment(tmp_path: Path) -> None:
    """A list of tables has no name in the environment; that is said, not ignored."""
    folder = newsletter(tmp_path, "[[source]]\ntype = 'arxiv'")
    with pytest.raises(ConfigError, match="SUMMARIZER_SOURCE__TYPE cannot be set"):
        load_settings(folder, {"SUMMARIZER_SOURCE__TYPE": "file"})


def test_a_config_that_is_not_text_is_said_so(tmp_path: Path) -> None:
    """A file that is not UTF-8 is an error with a hint."""
    (tmp_path / "summarizer.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(StoreError, match="not UTF-8"):
        load_settings(Folder(tmp_path), {})


@pytest.mark.parametrize(
    ("written", "meant"),
    [("pt_BR", "pt-BR"), (" de ", "de"), ("zh-Hant-TW", "zh-Hant-TW"), ("haw", "haw"), ("es-419", "es-419")],
)
def test_a_language_is_written_as_mail_programs_read_it(tmp_path: Path, written: str, meant: str) -> None:
    """Before anything is paid for, not when the email is drawn."""
    settings = load_settings(newsletter(tmp_path, f"[newsletter]\nlanguage = '{written}'"), {})
    assert settings.newsletter.language == meant


@pytest.mark.parametrize(
    "written", ["pt_BR.UTF-8", "C", "e", "en-", "en--US", "de, en", 'en" onload="a', "en-abcdefghi"]
)
def test_what_is_no_language_is_refused_at_once(tmp_path: Path, written: str) -> None:
    """It would stand in the email, where nothing else can be done about it."""
    with pytest.raises(ConfigError, match=r"newsletter\.language: this is not the code of a language"):
        load_settings(newsletter(tmp_path, f"[newsletter]\nlanguage = '{written}'"), {})


@pytest.mark.parametrize("text", ["\ufeff[newsletter]\ntitle = 'A'\n", "[newsletter]\r\ntitle = 'A'\r\n"])
def test_files_of_other_editors_are_read_too(tmp_path: Path, text: str) -> None:
    """With an invisible mark first, or with the line ends of Windows."""
    (tmp_path / "summarizer.toml").write_bytes(text.encode())
    assert load_settings(Folder(tmp_path), {}).newsletter.title == "A"


def test_the_environment_is_blamed_for_what_it_says(tmp_path: Path) -> None:
    """The file is right; whoever set the variable is told."""
    with pytest.raises(ConfigError, match=r"the environment: there is no setting select\.in_dept"):
        load_settings(newsletter(tmp_path, ""), {"SUMMARIZER_SELECT__IN_DEPT": "3"})


def test_a_dotenv_of_any_editor_is_read(tmp_path: Path) -> None:
    """An invisible mark at its beginning does not spoil the first name; what is no text is said so."""
    folder = newsletter(tmp_path, "", "\ufeffOPENAI_API_KEY=sk\r\n")
    assert load_environment(folder, {}) == {"OPENAI_API_KEY": "sk"}
    (tmp_path / ".env").write_bytes(b"A=\xff")
    with pytest.raises(StoreError, match="not UTF-8"):
        load_environment(folder, {})
