from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import islice, product
from pathlib import Path
from string import ascii_lowercase, ascii_uppercase
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import PdfObject

from sphinx_research.commands.settings import load_site
from sphinx_research.formats.cv import Style, cv, file_name, fingerprint, pdf_of
from sphinx_research.formats.cv.papers import authorship
from sphinx_research.formats.works import Works
from sphinx_research.records.query import EntryOf
from tests.formats.conftest import works_of
from tests.records.conftest import Tree
from tests.sample import HAS_SAMPLE

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def site() -> Works:
    """Give the works of the real site."""
    if not HAS_SAMPLE:
        pytest.skip("the sample content is not here")
    return load_site(ROOT).works


def reader(made: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(made), strict=True)


def text_of(made: bytes) -> str:
    """All words of a file, without the spaces and line ends between them."""
    return _squeezed("".join(page.extract_text() for page in reader(made).pages))


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def missing(facts: list[str], made: bytes) -> list[str]:
    text = text_of(made)
    return [fact for fact in facts if _squeezed(fact) not in text]


def section(data: dict[str, Any], title: str) -> dict[str, Any]:
    (found,) = [one for one in data["sections"] if one["title"] == title]
    return dict(found)


def titles(data: dict[str, Any]) -> list[str]:
    return [one["title"] for one in data["sections"]]


def words(line: list[dict[str, Any]]) -> str:
    return "".join(piece["text"] for piece in line)


def addresses(made: bytes) -> set[str]:
    """Give the addresses that links of a file lead to."""
    return {
        str(action["/URI"])
        for page in reader(made).pages
        for annotation in page.get("/Annots", ())
        if (action := annotation.get_object().get("/A")) and "/URI" in action
    }


# --- everything that the CV of the seed says ---------------------------------------------

ZHENG = [
    "Wanrong Zheng",
    "郑莞蓉",
    "PhD student, University of Southern California, iLab",
    # education
    "May 2024 – present PhD, Computer Science University of Southern California",
    "advised by Laurent Itti",
    "Aug 2020 – May 2023 MS, Computer Science",
    "advised by Ram Nevatia, Laurent Itti",
    "Jan 2021 – Jun 2021 Exchange, Computer Science Southern University of Science and Technology",
    # interests
    "Model reasoning and explainable artificial intelligence [1]",
    "Multi-modal perception [2–5]",
    # publications
    "1 How to interpret, teach, and interact with neural networks",
    (
        "Wanrong Zheng*, Yunhao Ge*, Xingrui Wang, Di Wu, Yao Xiao, Zhi Xu, Linwei Li, Ziyan Wu, "
        "Laurent Itti under review"
    ),
    "2024 2 GaitSTR: Gait Recognition with Sequential Two-stream Refinement",
    "Wanrong Zheng*, Haidong Zhu*, Zhaoheng Zheng, Ram Nevatia",
    "IEEE Transactions on Biometrics, Behavior, and Identity Science (TBIOM)",
    "2024 3 ShARc: Shape and Appearance Recognition for Person Identification In-the-wild",
    "Haidong Zhu, Wanrong Zheng, Zhaoheng Zheng, Ram Nevatia",
    "IEEE/CVF Winter Conference on Applications of Computer Vision (WACV)",
    "2023 4 GaitRef: Gait Recognition with Refined Sequential Skeletons",
    "Haidong Zhu*, Wanrong Zheng*, Zhaoheng Zheng, Ram Nevatia",
    "IEEE International Joint Conference on Biometrics (IJCB), Oral",
    "2023 5 CAT-NeRF: Constancy-Aware Tx2Former for Dynamic Body Modeling",
    "Haidong Zhu, Zhaoheng Zheng, Wanrong Zheng, Ram Nevatia",
    "IEEE/CVF Conference on Computer Vision and Pattern Recognition Workshops (CVPRW)",
    (
        "2021 6 SSN3D: Self-Separated Network to Align Parts for 3D Convolution in Video Person "
        "Re-Identification"
    ),
    "Xiaoke Jiang, Yu Qiao, Junjie Yan, Qichen Li, Wanrong Zheng, Dapeng Chen",
    "Proceedings of the AAAI Conference on Artificial Intelligence (AAAI)",
    "* equal contribution",
    "Paper · Slides · Supplement",
    # employment
    "Research Assistant iLab, University of Southern California, Los Angeles, CA",
    "Jan 2022 – May 2024 Research Assistant",
    "Sep 2019 – Aug 2021 Research Engineer SenseTime, Shenzhen, China",
    "advised by Yichao Wu, Xiaoke Jiang",
    "Jul 2018 – Jun 2019 Research Assistant Shenzhen Institutes of Advanced Technology",
    "advised by Qiong Wang",
    "Dec 2017 – Jun 2018 Research Intern",
    # awards
    "Oct 2021 1st of 136 teams: Masked Face Recognition Challenge, ICCV 2021, MS1M dataset",
    "Oct 2021 2nd of 86 teams: Masked Face Recognition Challenge, ICCV 2021, Glint360K dataset",
    "Nov 2017 National Endeavor Scholarship for Top Undergraduate Students of China top 1%",
    # service
    (
        "Reviewer CVPR 2026, AISTATS 2026, IEEE Transactions on Cognitive and Developmental "
        "Systems, IEEE Transactions on Multimedia"
    ),
    # experience, with what came of it
    "structured representation of visual concepts",
    "Structural Concept Graphs (SCG)",
    "knowledge distillation",
    "4% more accuracy on the chosen ImageNet classes",
    "Under review as joint first author [1]",
    "IRIS Computer Vision Lab, University of Southern California",
    "Joints and bones corrected within the skeleton",
    "Published as joint first author: TBIOM 2024 [2]",
    "CCVID, MEVID, BRIAR",
    "Published as co-author: WACV 2024 [3]",
    "On Gait3D, 6.1% above the baseline at Rank-1 and 5.4% at Rank-5",
    "IARPA",
    "Published as joint first author: IJCB 2023 (Oral) [4]",
    "30.3% in PSNR",
    "Published as co-author: CVPRW 2023 [5]",
    "Jan 2021 – Aug 2021 Identity Verification, SenseTime",
    "advised by Yichao Wu, Ding Liang",
    "Large-scale phone-unlock facial verification",
    "Huawei, OPPO and Vivo",
    "Models in three sizes",
    "90% recall at a FAR of 1e-6",
    "Caucasian, African, Asian, Indian and Latino",
    "Dec 2019 – Dec 2020 Smart City Group, SenseTime",
    "advised by Xiaoke Jiang, Junjie Yan",
    "full, partial and no supervision",
    "on synthetic and real data",
    "On iLIDS, a Rank-1 improvement of 15.5%",
    "Published as co-author: AAAI 2021 [6]",
    # patents
    "2021 1 A Identification method Based on History Passenger Flow Big Data",
    "Wanrong Zheng, Xiaoke Jiang CN113269129A",
    "2021 2 Passenger Illegal Handling Bags Across Railing Detection in Real Railway Scene",
    "Zhe Sun, Wanrong Zheng, Xiaoke Jiang, Xinghua Yao, Cong Ji CN112818844A",
    "2020 3 A Railway Face Recognition Solution Based on History Passengers' Riding Pattern",
    "Wanrong Zheng, Xiaoke Jiang, Jikui Bao, Qichen Li, Cong Ji CN112232424A",
    # the foot of the pages
    "16 Oct 2025 1 / 3",
]


def test_the_full_cv_has_every_fact_of_the_old_one(site: Works) -> None:
    assert missing(ZHENG, pdf_of(site, "wanrong-zheng", "full")) == []


def test_links_lead_where_the_records_say(site: Works) -> None:
    assert addresses(pdf_of(site, "wanrong-zheng", "full")) >= {
        "https://zoeyzheng0.github.io/",
        "https://github.com/ZoeyZheng0",
        "https://scholar.google.com/citations?user=2BkMihkAAAAJ",
        "https://arxiv.org/abs/2404.02345",
        "https://github.com/ZoeyZheng0/GaitSTR",
        "https://zoeyzheng0.github.io/GaitRef/",
        "https://arxiv.org/abs/2108.08191",
        "https://patents.google.com/patent/CN112818844A/en",
    }


def test_the_other_names_a_notice_and_titles_in_chinese(site: Works) -> None:
    made = pdf_of(site, "zeqing-wang", "full")

    facts = [
        "Zeqing Wang 王泽卿",
        "wangzq73 [at] mail2 [dot] sysu [dot] edu [dot] cn",
        "Looking for a PhD position from autumn 2026, anywhere in the world.",
        "基于分数线预测的多特征融合高考志愿推荐算法",
        "doi:10.11896/jsjkx.211100266",
        "* equal contribution · ✉ corresponding author",
        "Recommending colleges from predicted score lines [6]",
    ]
    assert missing(facts, made) == []
    assert "https://doi.org/10.11896/jsjkx.211100266" in addresses(made)


def test_programs_that_gather_addresses_find_no_email(site: Works) -> None:
    made = pdf_of(site, "zeqing-wang", "full")

    assert [address for address in addresses(made) if "@" in address] == []
    assert "@" not in text_of(made)


def test_somebody_without_papers_has_a_cv(site: Works) -> None:
    data = cv(site, "wentao-zhu", "full")

    assert titles(data) == ["Research interests", "Projects"]
    assert len(reader(pdf_of(site, "wentao-zhu", "full")).pages) == 1


@pytest.mark.parametrize("person", ["wanrong-zheng", "zeqing-wang", "wentao-zhu"])
def test_a_short_cv_has_at_most_two_pages(site: Works, person: str) -> None:
    assert len(reader(pdf_of(site, person, "short")).pages) <= 2


def test_a_short_cv_shows_the_selected_papers_of_all(site: Works) -> None:
    papers = section(cv(site, "wanrong-zheng", "short"), "Selected publications")

    assert [words(row["head"]).partition(":")[0] for row in papers["rows"]] == [
        "GaitSTR",
        "GaitRef",
    ]
    assert words(papers["note"]) == "2 of 6 · * equal contribution"


def test_the_title_the_author_the_language_and_the_headings_are_told(site: Works) -> None:
    made = reader(pdf_of(site, "wanrong-zheng", "full"))
    catalogue: Any = made.trailer["/Root"]

    assert made.metadata is not None
    assert made.metadata.title == "Wanrong Zheng – Curriculum vitae"
    assert made.metadata.author == "Wanrong Zheng"
    assert catalogue["/Lang"] == "en"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in catalogue["/Metadata"].get_object().get_data()
    roles = list(_roles(catalogue["/StructTreeRoot"]))
    assert roles.count("/H1") == 1
    assert roles.count("/H2") == len(cv(site, "wanrong-zheng", "full")["sections"])


def _roles(node: Any) -> Iterator[str]:  # noqa: ANN401 - as pypdf has it
    """Go through the tree of what a tagged file's parts are."""
    whole = node.get_object() if isinstance(node, PdfObject) else node
    if isinstance(whole, list):
        for child in whole:
            yield from _roles(child)
    elif isinstance(whole, dict):
        yield str(whole.get("/S", ""))
        yield from _roles(whole.get("/K", []))


# --- a small lab --------------------------------------------------------------------------

ADA = """
    ---
    person:
      name: Ada Lovelace
      role: professor
      affiliations: [engine-lab]
      orcid: 0000-0002-1825-0097
      links: {homepage: https://ada.example.org/, github: ada}
      email: ada [at] lab.example.org
      notices: [{text: On leave, until: 2024-06}]
      interests:
        - {text: Machines, publications: [draft, notes]}
      service:
        - {role: Chair, for: [MRS], date: [2022, 2023]}
    ---
    """


def test_papers_patents_and_students_have_sections(lab: Tree) -> None:
    lab.write("people/ada.md", ADA)
    works = works_of(lab)

    assert titles(cv(works, "ada", "full")) == [
        "Research interests",
        "Publications",
        "Service",
        "Students",
        "Projects",
    ]
    assert titles(cv(works, "charles", "full"))[0] == "Publications"
    patents = section(cv(works, "charles", "full"), "Patents")
    assert [(row["when"], row["number"], words(row["head"])) for row in patents["rows"]] == [
        ("2022", "1", "A patent")
    ]


def test_a_paper_is_a_row_with_what_is_known(lab: Tree) -> None:
    lab.write("people/ada.md", ADA)
    draft, notes = section(cv(works_of(lab), "ada", "full"), "Publications")["rows"]

    assert draft == {
        "when": "",
        "number": "1",
        "anchor": "paper-1",
        "head": [
            {
                "kind": "text",
                "text": "A draft",
                "url": "https://lab.example.org/research/publications/draft.html",
            }
        ],
        "below": [
            [{"kind": "strong", "text": "Ada Lovelace"}],
            [{"kind": "text", "text": "under review"}],
        ],
        "items": [],
    }
    assert [words(line) for line in notes["below"]] == [
        "Ada Lovelace*, Charles Babbage",
        "Scientific Memoirs (Memoirs)",
        "arXiv:2404.00001",
    ]
    assert notes["below"][0][0] == {"kind": "strong", "text": "Ada Lovelace*"}


def test_projects_stand_in_the_order_of_their_papers(lab: Tree) -> None:
    lab.write("research/abacus.md", "---\nproject: {title: Abacus, people: [alan]}\n---\n")
    lab.write("research/zebra.md", "---\nproject: {title: Zebra}\n---\n")
    paper = "@misc{{{0}, title={{{0}}}, author={{Alan Turing}}, year={{{1}}}, projects={{{2}}}}}\n"
    lab.write(
        "research/more.bib",
        paper.format("new", "2030", "zebra").replace("@misc", "@article")
        + paper.format("old", "1990", "machine").replace("@misc", "@article"),
    )

    rows = section(cv(works_of(lab), "alan", "full"), "Projects")["rows"]

    heads = [words(row["head"]).partition(" [")[0] for row in rows]
    assert heads == ["Zebra", "The universal machine", "Abacus"]


def test_numbers_lead_to_the_papers(lab: Tree) -> None:
    lab.write("people/ada.md", ADA)
    interest = section(cv(works_of(lab), "ada", "full"), "Research interests")["rows"][0]

    assert words(interest["head"]) == "Machines [1, 2]"
    assert [piece.get("anchor") for piece in interest["head"] if piece["kind"] == "cite"] == [
        "paper-1",
        "paper-2",
    ]


def test_the_head_tells_who_it_is_and_how_to_reach_them(lab: Tree) -> None:
    lab.write("people/ada.md", ADA)
    data = cv(works_of(lab, today=date(2024, 5, 1)), "ada", "full")

    assert data["title"] == "Ada Lovelace – Curriculum vitae"
    assert words(data["position"]) == "Professors, Engine Laboratory"
    assert [words(line) for line in data["contact"]] == [
        "ada [at] lab [dot] example [dot] org",
        "ada.example.org",
        "github.com/ada",
        "orcid.org/0000-0002-1825-0097",
        "lab.example.org/people/ada.html",
    ]
    assert [words(line) for line in data["notices"]] == ["On leave"]
    assert data["date"] == "1 May 2024"


def test_a_notice_ends_and_a_site_without_address_or_date_says_neither(lab: Tree) -> None:
    lab.write("people/ada.md", ADA)

    assert cv(works_of(lab, today=date(2024, 7, 1)), "ada", "full")["notices"] == []
    data = cv(works_of(lab, base=""), "ada", "full")
    assert data["date"] == ""
    assert "people/ada" not in repr(data)


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", ("en", "")), ("zh-Hans", ("zh", "")), ("pt-BR", ("pt", "BR")), ("x!", ("en", ""))],
)
def test_the_language_is_that_of_the_site(lab: Tree, language: str, told: tuple[str, str]) -> None:
    works = works_of(lab)
    works.site = replace(works.site, language=language)

    data = cv(works, "ada", "full")

    assert (data["language"], data["region"]) == told
    catalogue: Any = reader(pdf_of(works, "ada", "full")).trailer["/Root"]
    assert catalogue["/Lang"] == "-".join(filter(None, told))


@pytest.mark.parametrize(
    ("authors", "kind"),
    [
        ("Ada Lovelace", "sole author"),
        ("Ada Lovelace, B C", "first author"),
        ("Ada Lovelace*, B C*", "joint first author"),
        ("B C*, Ada Lovelace*, D E", "joint first author"),
        ("B C*, D E*, Ada Lovelace*", "joint first author"),
        ("B C, Ada Lovelace*, D E*", "co-author"),
        ("B C, Ada Lovelace", "co-author"),
        ("Ada Lovelace*, B C, D E*", "first author"),
    ],
)
def test_the_kind_of_author_follows_from_order_and_marks(
    lab: Tree, authors: str, kind: str
) -> None:
    lab.edit("research/papers.md", ":authors: Ada Lovelace", f":authors: {authors}")
    entry = lab.catalogue().answer(EntryOf("draft")).view

    assert entry is not None
    assert authorship(entry, "ada") == kind


# --- two pages at most --------------------------------------------------------------------


def test_without_selected_papers_the_newest_that_fit_are_shown(lab: Tree) -> None:
    lab.write("research/many.bib", "".join(map(_paper, range(120))))
    works = works_of(lab)

    made = pdf_of(works, "alan", "short")

    assert len(reader(made).pages) == 2
    text = text_of(made)
    shown = [number for number in range(120) if f"Paperno.{number:03}" in text]
    assert shown == list(range(120 - len(shown), 120))
    assert len(shown) > 15
    assert f"{len(shown) + 1}of121" in text  # with "The machine", the newest of all


def _paper(number: int) -> str:
    return (
        f"@article{{p{number:03}, title={{Paper no. {number:03}}}, author={{Alan Turing}},"
        f" year={{{1900 + number}}}, journal={{Memoirs}}}}\n"
    )


def test_whatever_stands_in_a_record_two_pages_hold_it(lab: Tree) -> None:
    long = "word " * 2000
    lab.write(
        "people/ada.md",
        f"""
        ---
        person:
          name: Ada Lovelace
          affiliations: [{", ".join(f"Institute no. {n}" for n in range(100))}]
          interests: [{", ".join(f'"{n} {long}"' for n in range(5))}]
          awards: [{", ".join(f'{{title: "{n} {long}", date: 2020}}' for n in range(9))}]
          service: [{", ".join(f'{{role: "{n} {long}", for: ["{long}"]}}' for n in range(5))}]
        ---
        """,
    )

    assert len(reader(pdf_of(works_of(lab), "ada", "short")).pages) == 2


# --- odd and hostile content --------------------------------------------------------------

HOSTILE = [
    '#read("/etc/passwd") #import "text.typ"',
    r"a \ b $ [c] {d} `e` @f <g> = h",
    "smile 😀 and עברית and العربية and ไทย",
    "</script><script>alert(1)</script> & \" '",
    "100 % _under_ ~tilde~ // comment /* comment */",
]


@pytest.mark.parametrize("title", HOSTILE)
def test_hostile_words_stand_as_they_are(lab: Tree, title: str) -> None:
    quoted = "'" + title.replace("'", "''") + "'"
    lab.write(
        "people/ada.md",
        f"""
        ---
        person:
          name: Ada Lovelace
          affiliations: [{quoted}]
          education: [{{org: {quoted}, degree: {quoted}}}]
          service: [{{role: {quoted}}}]
        ---
        """,
    )
    works = works_of(lab)
    data = cv(works, "ada", "full")

    assert words(section(data, "Service")["rows"][0]["head"]) == title
    made = pdf_of(works, "ada", "full")
    if title.isascii():
        assert text_of(made).count(_squeezed(title)) == 4


def _names(count: int) -> list[str]:
    """Give ``Aana Name``, ``Abna Name``, …, ``Bana Name``, …: as many names as are wanted."""
    words = (f"{one}{two}na Name" for one, two in product(ascii_uppercase, ascii_lowercase))
    return list(islice(words, count))


def _authors_of_draft(lab: Tree, names: list[str]) -> str:
    lab.edit("research/papers.md", ":authors: Ada Lovelace", f":authors: {', '.join(names)}")
    row = section(cv(works_of(lab), "ada", "full"), "Publications")["rows"][0]
    return words(row["below"][0])


def test_20_authors_are_all_named(lab: Tree) -> None:
    names = [*_names(19), "Ada Lovelace"]

    assert _authors_of_draft(lab, names) == ", ".join(names)


def test_of_300_authors_the_first_the_last_and_the_own_are_named(lab: Tree) -> None:
    names = _names(299)
    names.insert(150, "Ada Lovelace")

    shown = [*names[:19], "…", "Ada Lovelace", "…", names[-1]]
    assert _authors_of_draft(lab, names) == f"{', '.join(shown)} (300 authors)"
    assert "AdaLovelace,…," in text_of(pdf_of(works_of(lab), "ada", "full"))


def test_a_long_title_goes_over_pages(lab: Tree) -> None:
    title = " ".join(f"word{number}" for number in range(1250))
    lab.edit("research/papers.md", ":title: A draft", f":title: {title}")
    works = works_of(lab)

    assert missing([title[:80], title[-80:]], pdf_of(works, "ada", "full")) == []
    assert len(reader(pdf_of(works, "ada", "short")).pages) == 1


def test_formulas_and_raised_figures_are_set(lab: Tree) -> None:
    title = r"Tx<sup>2</sup>Former in $O(\sqrt{n})$ and $\unknown{x}$"
    lab.edit("research/papers.md", ":title: A draft", f':title: "{title}"'.replace("\\", "\\\\"))
    works = works_of(lab)

    head = section(cv(works, "ada", "full"), "Publications")["rows"][0]["head"]

    assert [(piece["kind"], piece["text"]) for piece in head] == [
        ("text", "Tx"),
        ("sup", "2"),
        ("text", "Former in "),
        ("math", "O(n)"),
        ("text", " and "),
        ("em", "x"),
    ]
    assert "Tx2Formerin" in text_of(pdf_of(works, "ada", "full"))


# --- names of files, and what has changed -------------------------------------------------


def test_the_files_are_named_for_the_person_and_the_style() -> None:
    assert file_name("ada", "full") == "ada-cv.pdf"
    assert file_name("ada", "short") == "ada-cv-short.pdf"


def test_an_unknown_person_has_none(lab: Tree) -> None:
    with pytest.raises(KeyError):
        cv(works_of(lab), "nobody", "full")


def test_the_fingerprint_moves_with_what_the_cv_says_and_nothing_else(lab: Tree) -> None:
    styles: tuple[Style, ...] = ("full", "short")
    before = {
        (who, style): fingerprint(works_of(lab), who, style)
        for who in ("ada", "alan")
        for style in styles
    }
    lab.edit("research/engine.md", ":title: Notes on the engine", ":title: New notes")
    after = {(who, style): fingerprint(works_of(lab), who, style) for who, style in before}

    assert len(set(before.values())) == 4
    assert {one for one in before if before[one] != after[one]} == {
        ("ada", "full"),
        ("ada", "short"),
    }
