"""Changes of the options of a ``{publication}`` block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sphinx_research.commands.edits.text import Splice, Values, predecessor
from sphinx_research.commands.written import block as written_block
from sphinx_research.records.raw import Kind, RawRecord
from sphinx_research.records.sources.publications import Block, split_options


def block_splices(
    text: str, block: Block, record: RawRecord, values: Values, order: Sequence[str]
) -> Iterator[Splice]:
    """Change options of a block, or its abstract.

    :param text: the whole page
    :param values: by paths of one step
    :raises ValueError: if a path has more steps
    """
    editor = _Editor(text, block, record)
    for path, value in values.items():
        if len(path) > 1:
            msg = f"`{path[0]}` of a block is one text"
            raise ValueError(msg)
        name = str(path[0])
        if name == "abstract" and name not in editor.options:
            yield editor.abstract(value)
        elif value is None:
            yield editor.without(name)
        elif name in editor.options:
            yield editor.changed(name, value)
        else:
            yield editor.new(name, value, order)


class _Editor:
    def __init__(self, text: str, block: Block, record: RawRecord) -> None:
        self.record = record
        self.lines = text.split("\n")
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.content = block.content.split("\n")
        self.first = block.line  # of the content, from 0
        options, self.body, marks = split_options(block)
        self.colons = not self.content[0].startswith("---")
        at = sorted((line - 1, str(path[0])) for path, (line, _) in marks.items())
        limit = self._end_of_options()
        following = [line for line, _ in at[1:]] + [limit]
        self.options = {
            name: (line, self._last(line, end))
            for (line, name), end in zip(at, following, strict=True)
            if name in options
        }
        """The lines of each option, from 0, without empty ones that follow."""

    def _end_of_options(self) -> int:
        lines = self.content
        if not self.colons:
            inner = (n for n, line in enumerate(lines) if n and line.startswith("---"))
            return self.first + next(inner, len(lines))
        return self.first + next(
            (
                number
                for number, line in enumerate(lines)
                if not line.lstrip().startswith(":") or line.lstrip().startswith(":::")
            ),
            len(lines),
        )

    def _last(self, line: int, end: int) -> int:
        """Find the end of an option: empty lines and comments below it are no part of it."""
        while end > line + 1:
            text = self.content[end - 1 - self.first].strip(" \t:")
            if text and not text.startswith("#"):
                break
            end -= 1
        return end

    def _prefix(self, number: int) -> str:
        """Give what stands before a line of the block, from 0, within the page."""
        inner = number - self.first
        line = self.lines[number]
        if 0 <= inner < len(self.content) and line.endswith(self.content[inner]):
            content = self.content[inner]
            lead = line[: len(line) - len(content)] if content else ""
            return lead + content[: len(content) - len(content.lstrip())]
        return ""

    def _option(self, name: str, value: str, prefix: str) -> str:
        if "\n" in value:
            msg = f"`{name}` must be one line"
            raise ValueError(msg)
        record = RawRecord(Kind.PUBLICATION, self.record.id, {name: value}, self.record.place)
        line = written_block(record).split("\n")[1]
        return prefix + (line if self.colons else line.removeprefix(":"))

    def changed(self, name: str, value: str) -> Splice:
        start, end = self.options[name]
        new = self._option(name, value, self._prefix(start))
        return Splice(self.starts[start], self.starts[end] - 1, new)

    def without(self, name: str) -> Splice:
        if name not in self.options:
            msg = f"there is no `{name}` to remove"
            raise ValueError(msg)
        start, end = self.options[name]
        return Splice(self.starts[start], self.starts[end], "")

    def new(self, name: str, value: str, order: Sequence[str]) -> Splice:
        before = predecessor(name, order, self.options)
        if before is not None:
            start, end = self.options[before]
            at = self.starts[end] - 1
            return Splice(at, at, "\n" + self._option(name, value, self._prefix(start)))
        first = self.first + (0 if self.colons else 1)
        prefix = self._prefix(min((start for start, _ in self.options.values()), default=first))
        gap = "" if self.options else "\n"
        at = self.starts[first]
        return Splice(at, at, f"{self._option(name, value, prefix)}\n{gap}")

    def abstract(self, value: str | None) -> Splice:
        """Change the text below the options."""
        number = self.first + len(self.content)
        while number > self.first and not self.content[number - 1 - self.first].strip():
            number -= 1
        end = number
        if not self.body:
            if value is None:
                msg = "there is no abstract to remove"
                raise ValueError(msg)
            at = self.starts[end] - 1
            return Splice(at, at, "\n\n" + self._indented(value, self._prefix(end - 1)))
        opening = self.body.partition("\n")[0]
        first = self.first + next(
            n for n, line in enumerate(self.content) if line.strip() == opening.strip()
        )
        prefix = self._prefix(first)
        if value is None:
            return Splice(self.starts[first], self.starts[end], "")
        return Splice(self.starts[first], self.starts[end] - 1, self._indented(value, prefix))

    def _indented(self, value: str, prefix: str) -> str:
        return "\n".join((prefix + line).rstrip() for line in value.split("\n"))
