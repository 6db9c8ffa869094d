"""Small frozen facets of the file on the desk: what guards may look at.

``Facts`` maps a facet's name to its value; a guard names the facets it needs as its parameters.
"""

from collections.abc import Mapping
from typing import Any

Facts = Mapping[str, Any]
