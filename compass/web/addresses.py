"""Where a form may send people next."""

import re

_OWN_PATH = re.compile(r"/(?![/\\])[A-Za-z0-9/_.~%?&=+-]*")


def is_own_path(address: str) -> bool:
    """A path on this site and nothing else: no scheme, no host, no backslash."""
    return _OWN_PATH.fullmatch(address) is not None
