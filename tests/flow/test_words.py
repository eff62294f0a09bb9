from bot.flow.read import read_flow
from bot.flow.words import flow_texts
from tests.flow.read_cases import GOOD

SEEN = """\
Leg cramp or something more?
Is it a clot?
Does any of these apply?
Risks
A clot before
I smoke
Sixty
None of these
Is the leg swollen?
Swelling
Look at both.
A clot swells one leg.
No
Yes, one leg
One leg
I can't tell
points to a clot
fits a cramp
These can be signs of a clot.
Nothing urgent stands out.
This fits a cramp
Look again tomorrow.
Rest.
Drink.
Do now
Stretch.
This cannot rule out a clot.
It was short.
See someone
This week.
Mind it.
Call now
Now.
Call.
"""


def test_every_text_that_people_see_is_named_once_in_the_order_of_the_file() -> None:
    assert list(flow_texts(read_flow(GOOD, "f"))) == SEEN.splitlines()


def test_a_text_that_stands_twice_is_named_once() -> None:
    flow = read_flow(GOOD.replace("title: Call now", "title: See someone"), "f")
    assert list(flow_texts(flow)).count("See someone") == 1
