from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sphinx_research.commands.add import main
from sphinx_research.commands.settings import load_site
from sphinx_research.records.problems import Severity
from tests.commands.importing.answers import (
    DATASET,
    JOURNAL,
    OPENALEX,
    ORCID_WORK,
    ORCID_WORKS,
    PROCEEDINGS,
    PUBLISHED,
    RETRACTED,
    arxiv,
    crossref,
)
from tests.commands.importing.web import Answer, Web, as_json, serving
from tests.commands.small_site import NOBODY, problems, write_site

BIB = "research/papers.bib"
ORCID = "0000-0002-1825-0097"
ADA = f"---\nperson:\n  name: Ada Lovelace\n  orcid: {ORCID}\n---\n# Ada\n"
CHARLES = "---\nperson:\n  name: Charles Babbage\n---\n# Charles\n"


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as started:
        started.routes |= {
            "/crossref/works/10.5555/tbiom.2024.3390626": crossref(**JOURNAL),
            "/crossref/works/10.5555/cvpr52733.2024.01234": crossref(**PROCEEDINGS),
            "/crossref/works/10.5555/s41586-024-00001-1": crossref(**PUBLISHED),
            "/crossref/works/10.5555/1758835920922055": crossref(**RETRACTED),
            "/datacite/dois/10.5555/zenodo.1234567": as_json(DATASET),
            "/arxiv/api/query": arxiv(),
            f"/orcid/v3.0/{ORCID}/works": as_json(ORCID_WORKS),
            f"/orcid/v3.0/{ORCID}/work/102": as_json(ORCID_WORK),
            "/openalex/works": as_json(OPENALEX),
        }
        yield started


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(tmp_path / "site", **{"people/ada.md": ADA, "people/charles.md": CHARLES})


def add(web: Web, site: Path, *argv: str) -> int:
    return main([*argv, "--source", str(site)], web.client())


def text(site: Path) -> str:
    file = site / BIB
    return file.read_text("utf-8") if file.exists() else ""


def keys(site: Path) -> set[str]:
    return set(load_site(site).works.catalogue.records.publications)


# --- adding -------------------------------------------------------------------------------


def test_a_paper_is_added_as_bibtex(
    web: Web, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(web, site, "10.5555/CVPR52733.2024.01234", "--yes", "--project", "engine") == 0

    assert (
        text(site)
        == """\
@inproceedings{lovelace2024engine,
  author = {Lovelace, Ada},
  title = {An Engine for \\emph{All} Numbers},
  booktitle = {2024 IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)},
  pages = {13000--13009},
  publisher = {IEEE},
  year = {2024},
  month = jun,
  day = {16},
  doi = {10.5555/cvpr52733.2024.01234},
  projects = {engine},
}
"""
    )
    assert problems(site) == []
    out = capsys.readouterr().out
    assert out.startswith(
        "new: lovelace2024engine, “An Engine for All Numbers” (2024 IEEE/CVF Conference on "
        "Computer Vision and Pattern Recognition (CVPR), 2024)\n"
        "    by Ada Lovelace (ada) of this site\n"
        "    from Crossref\n"
    )
    assert out.endswith(
        "Written: research/papers.bib (1 file).\n"
        "Now run `nox -s check`, and look at the site with `nox -s build`.\n"
    )


def test_what_is_added_reads_back_as_it_was_found(web: Web, site: Path) -> None:
    assert add(web, site, "10.5555/TBIOM.2024.3390626", "10.5555/zenodo.1234567", "--yes") == 0

    papers = load_site(site).works.catalogue.records.publications
    article, dataset = papers["lovelace2024loomstr"], papers["lovelace2023numbers"]
    assert article.authors[0].orcid == ORCID
    assert article.authors[2].name.literal == "Engine Collaboration"
    assert str(article.date) == "2024-10"
    assert article.license == "https://creativecommons.org/licenses/by/4.0/"
    assert article.abstract == JOURNAL_ABSTRACT
    assert (dataset.type, dataset.number) == ("dataset", "1.2")


JOURNAL_ABSTRACT = (
    "We refine *loom* features, x$^{\\mathrm{2}}$ \\< 3 & more.\n\n"
    "Second paragraph with α$_{\\mathrm{1}}$."
)


def test_who_nearly_matches_is_told_with_what_to_do(
    web: Web, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add(web, site, "10.5555/TBIOM.2024.3390626", "--yes")

    assert (
        "    C. Babbage is nearly Charles Babbage (charles); correct the name, add it to the "
        "aliases of charles, or write `Babbage, C. <none>` if it is somebody else\n"
    ) in capsys.readouterr().out
    entry = text(site).replace("Babbage, C.", "Babbage, C. <none>")
    (site / BIB).write_text(entry, "utf-8")
    assert problems(site) == []


def test_a_venue_that_the_site_has_gets_its_name(web: Web, site: Path) -> None:
    venue = "cvpr:\n  name: Vision Conference\n  short: CVPR\n  type: conference\n"
    (site / "research/venues.yaml").write_text(venue, "utf-8")

    add(web, site, "10.5555/cvpr52733.2024.01234", "--yes")

    works = load_site(site).works
    assert works["lovelace2024engine"].venue == works.catalogue.records.venues["cvpr"]


def test_a_key_may_be_chosen(web: Web, site: Path) -> None:
    add(web, site, "10.5555/cvpr52733.2024.01234", "--yes", "--key", "mine")

    assert "mine" in keys(site)


def test_two_papers_never_get_one_key(web: Web, site: Path) -> None:
    other = {**PROCEEDINGS, "DOI": "10.1000/2", "title": ["Engine, again"]}
    web.routes["/crossref/works/10.1000/2"] = crossref(**other)

    add(web, site, "10.5555/cvpr52733.2024.01234", "10.1000/2", "--yes")

    assert {"lovelace2024engine", "lovelace2024engineb"} <= keys(site)


def test_a_file_is_added_with_the_keys_that_it_has(web: Web, site: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.bib"
    file.write_text(
        "@article{Ada:1843, title={Notes}, author={Lovelace, Ada}, year=1843}\n"
        "@article{lovelace2023cards, title={More cards}, author={Lovelace, Ada}, year=2023}\n",
        "utf-8",
    )

    assert add(web, site, str(file), "--yes") == 0

    assert {"Ada:1843", "lovelace2023cardsb"} <= keys(site)
    assert web.requests == []


def test_what_stands_in_the_file_stays(web: Web, site: Path) -> None:
    before = "% ours\r\n@book{b, title={B}, author={Lovelace, Ada}, year=1843}\r\n"
    (site / BIB).write_bytes(before.encode())

    add(web, site, "10.5555/cvpr52733.2024.01234", "--yes")

    after = (site / BIB).read_bytes().decode()
    assert after.startswith(before + "\r\n@inproceedings{lovelace2024engine,\r\n")
    assert after.count("\n") == after.count("\r\n")


# --- not adding ---------------------------------------------------------------------------


def test_without_yes_and_without_a_terminal_nothing_is_written(
    web: Web, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(web, site, "10.5555/cvpr52733.2024.01234") == 2

    shown = capsys.readouterr()
    assert "+@inproceedings{lovelace2024engine," in shown.out
    assert shown.err == f"{NOBODY}\n"
    assert text(site) == ""


def test_a_dry_run_only_shows(web: Web, site: Path) -> None:
    assert add(web, site, "10.5555/cvpr52733.2024.01234", "--dry-run", "--yes") == 0
    assert text(site) == ""


@pytest.mark.parametrize(("answer", "written"), [("yes", True), ("no", False), ("", False)])
def test_on_a_terminal_it_asks(
    web: Web, site: Path, monkeypatch: pytest.MonkeyPatch, answer: str, *, written: bool
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _: answer)

    assert add(web, site, "10.5555/cvpr52733.2024.01234") == 0
    assert bool(text(site)) is written


def test_what_is_here_already_is_told_with_its_place(
    web: Web, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add(web, site, "10.5555/cvpr52733.2024.01234", "--yes")
    before = text(site)
    capsys.readouterr()

    assert add(web, site, "https://doi.org/10.5555/cvpr52733.2024.01234", "--yes") == 0

    assert capsys.readouterr().out == (
        "here already: “An Engine for All Numbers” (2024 IEEE/CVF Conference on Computer Vision "
        "and Pattern Recognition (CVPR), 2024)\n"
        "    it is lovelace2024engine (research/papers.bib:1), with the same DOI\n"
        "Nothing is to be written.\n"
    )
    assert text(site) == before


def test_the_same_paper_twice_in_one_call_is_added_once(web: Web, site: Path) -> None:
    doi = "10.5555/cvpr52733.2024.01234"

    assert add(web, site, doi, f"https://doi.org/{doi}", "--yes") == 0
    assert text(site).count("@inproceedings") == 1


def test_a_preprint_is_added_and_later_becomes_the_paper(web: Web, site: Path) -> None:
    assert add(web, site, "arXiv:2404.99999", "--yes") == 0
    assert load_site(site).works["lovelace2024loomstr"].type == "preprint"

    assert add(web, site, "10.5555/tbiom.2024.3390626", "--yes") == 0

    work = load_site(site).works["lovelace2024loomstr"]
    assert (work.type, work.record.arxiv, work.record.volume) == ("article", "2404.99999", "6")
    assert problems(site) == []


def test_a_retracted_paper_is_added_only_if_that_is_meant(
    web: Web, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(web, site, "10.5555/1758835920922055", "--yes") == 1
    assert text(site) == ""
    assert "if it belongs here all the same, add --retracted" in capsys.readouterr().out

    assert add(web, site, "10.5555/1758835920922055", "--yes", "--retracted") == 0
    assert "take care: the paper has been withdrawn" in capsys.readouterr().out


def test_what_fails_stops_nothing_else(
    web: Web, site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    web.routes["/crossref/works/10.1000/down"] = Answer(status=503)
    web.routes["/crossref/works/10.1000/html"] = Answer(b"<!doctype html>", type="text/html")
    web.routes["/crossref/works/10.1000/large"] = Answer(b" " * 10_000_000)
    web.routes["/crossref/works/10.1000/half"] = Answer(b'{"message": {"title": ["x')
    web.routes["/crossref/works/10.1000/bare"] = crossref(title=["Only a title"])
    (tmp_path / "gbk.bib").write_bytes("@misc{a, title={视觉语言模型}}".encode("gbk"))
    bad = [f"10.1000/{name}" for name in ("down", "html", "large", "half", "bare", "none")]

    files = (str(tmp_path / "gbk.bib"), str(tmp_path / "none.ris"))
    code = add(web, site, *bad, *files, "engines", "10.5555/cvpr52733.2024.01234", "--yes")

    assert code == 1
    assert "lovelace2024engine" in keys(site)
    refused = [line for line in capsys.readouterr().out.splitlines() if line.startswith("not")]
    assert len(refused) == 9


def test_the_good_entries_of_half_a_file_are_offered(
    web: Web, site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "half.bib"
    file.write_text("@misc{good, title={Good}, author={Lovelace, Ada}}\n@misc{half, title={Ha")

    assert add(web, site, str(file), "--yes") == 1

    assert "good" in keys(site)
    assert f"not added: what stands at {file}:2\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("argv", "why"),
    [
        ((), "say what to add: a DOI, an arXiv id, an address or a file, or --orcid PERSON"),
        (
            ("10.1000/1", "--project", "engin"),
            "there is no project `engin`; did you mean `engine`?",
        ),
        (("10.1000/1", "10.1000/2", "--key", "a"), "--key is for one paper"),
        (("10.1000/1", "--choose", "1"), "--choose needs a list to choose from"),
        (("10.1000/1", "--mailto", "ada"), "`ada` is not an e-mail address"),
        (("--orcid", "adda"), "there is no person `adda`, and it is no ORCID iD; did you mean"),
        (("--orcid", "charles"), "people/charles.md has no ORCID iD"),
        (("--orcid", "ada", "--choose", "9"), "--choose: `9` is not among the numbers 1 to 3"),
        (("10.5555/cvpr52733.2024.01234", "--key", "../x"), "`../x` cannot be a key"),
        (
            ("10.5555/cvpr52733.2024.01234", "--key", "lovelace2023cards"),
            "there is a publication `lovelace2023cards` already",
        ),
    ],
)
def test_what_cannot_be_meant_is_refused(
    web: Web, site: Path, capsys: pytest.CaptureFixture[str], argv: tuple[str, ...], why: str
) -> None:
    assert add(web, site, *argv) == 2
    assert capsys.readouterr().err.startswith(why)
    assert text(site) == ""


# --- hostile answers ----------------------------------------------------------------------


def test_nothing_of_strangers_gets_out_of_its_field(
    web: Web, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    evil = {
        **PUBLISHED,
        "DOI": "10.1000/evil",
        "title": ["</script><script>alert(1)</script>E}\n@misc{x, title={y}\x1b[31m\u202e engine"],
        "author": [
            {"given": "A\n@book{z,", "family": "B} and {C\\input{/etc/passwd}"},
            {"name": "::error::x"},
        ],
        "container-title": ["V\n::set-output name=x::y"],
        "abstract": "<jats:p>:::{include} conf.py\n:::</jats:p><jats:p>{raw}`x`</jats:p>",
        "volume": {"a": 1},
        "page": "1}, note={x",
    }
    web.routes["/crossref/works/10.1000/evil"] = crossref(**evil)

    assert add(web, site, "10.1000/evil", "--yes") == 0

    out = capsys.readouterr().out
    assert all(line.isprintable() for line in out.splitlines())
    assert not any(line.startswith("::") for line in out.splitlines())
    assert keys(site) == {"lovelace2023cards", *(key for key in keys(site) if "2024" in key)}
    assert len(keys(site)) == 2
    assert problems(site) == []


# --- lists --------------------------------------------------------------------------------


def test_the_works_of_somebody_are_listed(
    web: Web, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(web, site, "--orcid", "ada") == 0

    assert capsys.readouterr().out == (
        "1. 2024. An engine for all numbers. CVPR. 10.5555/cvpr52733.2024.01234\n"
        "2. 2024. LoomSTR: number weaving with sequential two-stream refinement. arXiv. "
        "arXiv:2404.99999\n"
        "3. 2022. A talk on engines\n"
        "\n"
        "Nothing was added. To add some, say which: --choose 1,3-5 or --choose all.\n"
    )
    assert text(site) == ""


def test_those_that_are_chosen_are_added_with_all_that_is_known(web: Web, site: Path) -> None:
    assert add(web, site, "--orcid", ORCID, "--choose", "1,3", "--yes") == 0

    papers = load_site(site).works.catalogue.records.publications
    assert set(papers) == {"lovelace2023cards", "lovelace2024engine", "lovelace2022talk"}
    assert papers["lovelace2024engine"].pages == "13000-13009"
    assert papers["lovelace2022talk"].type == "talk"


def test_the_second_time_nothing_is_missing(
    web: Web, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add(web, site, "--everyone", "--choose", "all", "--yes")
    capsys.readouterr()

    assert add(web, site, "--everyone", "--choose", "all", "--yes") == 0
    assert capsys.readouterr().out == "No works are missing here.\n"


def test_works_may_be_left_out_for_good(
    web: Web, site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    never = tmp_path / "never.txt"
    never.write_text("# not ours\n10.5555/cvpr52733.2024.01234 # another Ada\nA Talk on Engines\n")

    add(web, site, "--orcid", "ada", "--except", str(never))

    assert capsys.readouterr().out.startswith("1. 2024. LoomSTR")


def test_old_works_may_be_left_out(
    web: Web, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add(web, site, "--orcid", "ada", "--since", "2023")

    assert "A talk on engines" not in capsys.readouterr().out


def test_one_service_that_is_down_is_told_and_the_other_asked(
    web: Web, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    web.routes["/openalex/works"] = Answer(status=503)

    assert add(web, site, "--orcid", "ada", "--choose", "1", "--yes") == 1

    assert "not asked: OpenAlex has a fault of its own" in capsys.readouterr().err
    assert "lovelace2024engine" in keys(site)


def test_if_no_service_answers_nothing_is_done(
    web: Web, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    web.routes.clear()

    assert add(web, site, "--orcid", "ada") == 2
    assert capsys.readouterr().err.endswith("nobody could be asked for works; try again later\n")


def test_a_site_with_problems_of_its_own_is_added_to_all_the_same(web: Web, site: Path) -> None:
    (site / "research/bad.md").write_text(":::{publication} bad\n:titel: x\n:::\n", "utf-8")

    assert add(web, site, "10.5555/cvpr52733.2024.01234", "--yes") == 0
    assert any(one.code.severity is Severity.ERROR for one in load_site(site).problems)


def test_a_paper_that_is_here_and_was_retracted_is_told(
    web: Web, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add(web, site, "10.5555/s41586-024-00001-1", "--yes")
    web.routes["/crossref/works/10.5555/s41586-024-00001-1"] = crossref(
        **{**PUBLISHED, "updated-by": RETRACTED["updated-by"]}
    )

    assert add(web, site, "10.5555/s41586-024-00001-1", "--yes") == 1

    said = "it is here as lovelace2024engines (research/papers.bib:1): say so in its `note`"
    assert said in capsys.readouterr().out


def test_a_file_that_lies_in_the_site_is_to_be_removed(
    web: Web, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / "old.bib").write_text("@misc{a, title={A}, author={Lovelace, Ada}}", "utf-8")

    assert add(web, site, str(site / "old.bib"), "--yes") == 0

    told = capsys.readouterr()
    assert f"Now remove {site / 'old.bib'}, or move it" in told.out
    assert told.err == ""  # that it lies there is no problem yet


@pytest.mark.parametrize("argv", [("arXiv:2404.99999", "DOI"), ("DOI", "arXiv:2404.99999")])
def test_a_preprint_and_its_paper_in_one_call_are_one_record(
    web: Web, site: Path, argv: tuple[str, ...]
) -> None:
    paper = {**JOURNAL, "relation": {}, "abstract": None}
    web.routes["/crossref/works/10.5555/tbiom.2024.3390626"] = crossref(**paper)
    doi = "10.5555/tbiom.2024.3390626"

    assert add(web, site, *(doi if one == "DOI" else one for one in argv), "--yes") == 0

    record = load_site(site).works.catalogue.records.publications["lovelace2024loomstr"]
    assert (record.doi, record.arxiv, record.volume) == (doi, "2404.99999", "6")
    assert len(keys(site)) == 2


def test_on_a_terminal_it_asks_which(
    web: Web, site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = iter(["9", "1", "yes"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _: next(answers))

    assert add(web, site, "--orcid", "ada") == 0

    assert "  `9` is not among the numbers 1 to 3\n" in capsys.readouterr().out
    assert keys(site) == {"lovelace2023cards", "lovelace2024engine"}


def test_whoever_stops_it_sees_no_traceback(
    web: Web, site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("sphinx_research.commands.add.read_file", stop)

    assert add(web, site, "x.bib") == 2
    assert capsys.readouterr().err == "Stopped.\n"


def test_a_diff_has_colours_on_a_terminal_alone(
    web: Web, site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    add(web, site, "arXiv:2404.99999", "--dry-run")
    assert "\x1b[32m+@misc{lovelace2024loomstr,\x1b[0m" in capsys.readouterr().out

    monkeypatch.setenv("NO_COLOR", "1")
    add(web, site, "arXiv:2404.99999", "--dry-run")
    assert "\x1b" not in capsys.readouterr().out


def test_without_the_network_it_is_known_what_is_here(
    web: Web, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add(web, site, "arXiv:2404.99999", "--yes")
    web.routes.clear()

    assert add(web, site, "arXiv:2404.99999", "--yes") == 1

    said = "arXiv does not have it (it is here as lovelace2024loomstr, research/papers.bib:1)\n"
    assert capsys.readouterr().out.count(said) == 1
