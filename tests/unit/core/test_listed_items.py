"""The items of a list that questions are asked for one by one."""

from compass.core.items import Item, item_text, items_of


def test_an_item_keeps_its_id_when_its_name_holds_a_colon():
    [item] = items_of(("a1: Parents: both of them",))

    assert item == Item("a1", "Parents: both of them")
    assert item_text(item) == "a1: Parents: both of them"


def test_items_keep_their_order():
    assert [item.id for item in items_of(("b: Schools", "a: Parents"))] == ["b", "a"]


def test_there_are_no_items_without_a_list():
    assert items_of(None) == ()
    assert items_of("a1: Parents") == ()
