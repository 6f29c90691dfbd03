"""The town to play in."""

from tests.handlers.fixtures import each_by_itself as each_by_itself
from tests.handlers.fixtures import room as room
from tests.handlers.fixtures import samina as samina
from tests.handlers.fixtures import tom as tom
from tests.handlers.fixtures import town as town
from tests.handlers.fixtures import town_on_both as town_on_both
from tests.handlers.fixtures import with_digest as with_digest
from tests.handlers.fixtures import without_pauses as without_pauses
