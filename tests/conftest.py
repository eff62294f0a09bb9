"""Settings of every test."""

import os

from hypothesis import settings

# At a desk chance goes on searching; where a change is let in, the verdict must not depend on luck.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")
