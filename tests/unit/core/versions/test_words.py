"""Two texts, word by word."""

from hypothesis import given
from hypothesis import strategies as st

from compass.core.versions.words import Run, RunKind, word_runs

_TEXTS = st.text(alphabet="ab ,.é\n", max_size=40)


@given(_TEXTS, _TEXTS)
def test_both_texts_can_be_read_off_again(before, after):
    runs = word_runs(before, after)

    assert "".join(run.text for run in runs if run.kind is not RunKind.ADDED) == before
    assert "".join(run.text for run in runs if run.kind is not RunKind.REMOVED) == after
    assert all(run.text for run in runs)


def test_only_the_words_that_differ_are_marked():
    assert word_runs("Do people know it?", "Do all people know it?") == (
        Run(RunKind.SAME, "Do"),
        Run(RunKind.ADDED, " all"),
        Run(RunKind.SAME, " people know it?"),
    )


def test_very_long_texts_are_shown_whole_instead_of_compared_for_minutes():
    before, after = "a b " * 2000, "b a " * 2000

    assert word_runs(before, after) == (Run(RunKind.REMOVED, before), Run(RunKind.ADDED, after))
