"""How passwords are kept."""

from argon2 import extract_parameters
from argon2.low_level import Type

from compass.services import passwords


def test_hashes_cost_what_owasp_advises():
    parameters = extract_parameters(passwords.hash_password("a long walk by the river"))

    assert parameters.type is Type.ID
    assert parameters.memory_cost == 19 * 1024
    assert (parameters.time_cost, parameters.parallelism) == (2, 1)


def test_a_broken_hash_matches_nothing():
    assert not passwords.matches("not a hash", "a long walk by the river")


def test_the_common_passwords_are_long_enough_to_matter():
    assert min(map(len, passwords.COMMON)) >= passwords.MIN_LENGTH
    assert len(passwords.COMMON) > 80
