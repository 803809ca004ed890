"""Passwords: which ones are good enough, and how they are kept (argon2id as OWASP advises)."""

import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from compass.services.errors import PasswordError

MIN_LENGTH = 12
MAX_LENGTH = 200
FEWEST_DIFFERENT_CHARACTERS = 5
HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)

# Common ones of twelve characters or more, from published lists; compared without case.
_COMMON = """
    123456789012 1234567890123 12345678901234 123456789123 123123123123 111111111111
    000000000000 012345678910 0123456789012 987654321098 098765432109 121212121212 147258369147
    112233445566 password1234 password12345 password123456 password123456789 passwordpassword
    mypassword123 mypassword1234 thisismypassword changemeplease changeme1234 changeme12345
    letmeinletmein letmein123456 welcome12345 welcome123456 welcomewelcome administrator
    administrator1 admin1234567 administrator123 adminadminadmin qwertyuiop12 qwertyuiop123
    qwertyuiop1234 qwertyqwerty qwerty123456 qwerty1234567 qwerty12345678 qwertyuiop[]
    qwertyuiopas 1qaz2wsx3edc 1q2w3e4r5t6y 1q2w3e4r5t6y7u8i q1w2e3r4t5y6 qazwsxedcrfv
    zaq12wsxcde3 zaq1zaq1zaq1 azertyuiop12 azertyuiop123 azertyuiopqs azertyazerty motdepasse12
    motdepasse123 motdepasse1234 wachtwoord12 wachtwoord123 wachtwoord1234 welkom123456
    welkom12345678 passwort1234 passwort12345 hallohallo12 bienvenue123 bonjour12345
    iloveyou1234 iloveyouiloveyou iloveyou123456 ihatepasswords footballfootball superman1234
    dragon123456 monkey123456 sunshine1234 princess1234 football1234 baseball1234
    trustno1trustno1 abcdefghijkl abcdefghijklm abcdefghijklmnop abcdefg123456 abcd12345678
    abc123abc123 abc123456789 a1b2c3d4e5f6 asdfghjkl123 asdfghjkl1234 asdfasdfasdf asdf12345678
    correcthorsebatterystaple unbelievable1 computer1234 internet1234 summer2024summer
    winter2024winter secret123456 secretsecret opensesame123 compasscompass compass12345
    compass123456 ethicscompass digitalethics
"""
COMMON = frozenset(_COMMON.split())


def check_password(password: str, *, email: str, name: str = "") -> None:
    """Raises PasswordError; there are no rules about kinds of characters, on purpose."""
    normal = _normal(password)
    folded = normal.casefold()
    if len(normal) < MIN_LENGTH:
        raise PasswordError("too-short")
    if len(normal) > MAX_LENGTH:
        raise PasswordError("too-long")
    if folded in {email.casefold(), email.partition("@")[0].casefold(), name.casefold()}:
        raise PasswordError("same-as-account")
    if folded in COMMON or len(set(folded)) < FEWEST_DIFFERENT_CHARACTERS:
        raise PasswordError("too-common")


def hash_password(password: str) -> str:
    return HASHER.hash(_normal(password))


def matches(password_hash: str | None, password: str) -> bool:
    """Takes the same time for an account that does not exist or has no password yet."""
    normal = _normal(password)[: MAX_LENGTH + 1]
    try:
        HASHER.verify(password_hash or _dummy_hash(), normal)
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


def is_outdated(password_hash: str) -> bool:
    return HASHER.check_needs_rehash(password_hash)


def _normal(password: str) -> str:
    """One form for what looks the same, whatever keyboard it came from."""
    return unicodedata.normalize("NFKC", password)


@cache
def _dummy_hash() -> str:
    return HASHER.hash("nobody has this password")
