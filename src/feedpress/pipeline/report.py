"""What a build did, as a value: the JSON of `feedpress build --json` and the lines a person reads."""

from __future__ import annotations

from typing import NamedTuple

from feedpress.errors import Problem


class Documents(NamedTuple):
    """How many documents there were, and what became of them."""

    seen: int = 0
    read: int = 0
    rejected: int = 0
    merged: int = 0
    held: int = 0
    skipped: int = 0


class Outputs(NamedTuple):
    """Which files of the output differ from before, by path below it."""

    written: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    unchanged: int = 0


class EditionState(NamedTuple):
    """The draft, or the edition just frozen: its id, how many items it holds, "draft" or "frozen"."""

    id: str
    items: int
    state: str


class Report(NamedTuple):
    """What a build did; `new`, `updated` and `gone` are (id, title) pairs as a subscriber would see them.

    `held` are the documents that wait for their time, as (path, RFC 3339). `problems` are all that are known, `news`
    those that no earlier build reported. `is_idle` says that nothing had changed, and nothing was looked at further.
    """

    items: int = 0
    new: tuple[tuple[str, str], ...] = ()
    updated: tuple[tuple[str, str], ...] = ()
    gone: tuple[tuple[str, str], ...] = ()
    documents: Documents = Documents()
    outputs: Outputs = Outputs()
    edition: EditionState | None = None
    held: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()
    news: tuple[Problem, ...] = ()
    is_idle: bool = False
    seconds: float = 0

    def shape(self, *, with_files: bool = False) -> dict[str, object]:
        """Return the contract's shape; `with_files` adds the files behind the counts of outputs."""
        outputs: dict[str, object] = {
            "written": len(self.outputs.written),
            "deleted": len(self.outputs.deleted),
            "unchanged": self.outputs.unchanged,
        }
        if with_files:
            files = {"written": sorted(self.outputs.written), "deleted": sorted(self.outputs.deleted)}
            outputs["files"] = files
        return {
            "items": self.items,
            "new": [id for id, _ in self.new],
            "updated": [id for id, _ in self.updated],
            "gone": [id for id, _ in self.gone],
            "documents": self.documents._asdict(),
            "outputs": outputs,
            "edition": self.edition._asdict() if self.edition else None,
            "held": [{"path": path, "until": until} for path, until in self.held],
            "problems": [problem._asdict() for problem in self.problems],
            "seconds": round(self.seconds, 3),
        }
