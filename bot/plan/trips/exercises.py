"""What to do with one's legs. In the seat; on one's feet; and, for a driver, at a stop."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.text import Text, text


@dataclass(frozen=True, slots=True)
class Exercise:
    name: Text
    how: Text
    source: str


EXERCISES: Mapping[str, Exercise] = {
    "toes": Exercise(
        text("Toe lifts"),
        text("Heels on the floor, lift your toes as high as they go. 10 times."),
        "seat-exercises",
    ),
    "circles": Exercise(
        text("Ankle circles"),
        text("Lift one foot a little and draw circles with your toes, both ways. Then the other."),
        "seat-exercises",
    ),
    "heels": Exercise(
        text("Heel lifts"),
        text("Toes on the floor, lift your heels and feel your calves work. 10 times."),
        "seat-exercises",
    ),
    "knees": Exercise(
        text("Knee stretches"),
        text("Straighten one knee, hold for a breath, and bend it again. 10 times with each leg."),
        "seat-exercises",
    ),
    "thighs": Exercise(
        text("Thigh squeezes"),
        text("Tighten both thighs, hold for three slow breaths, let go. 5 times."),
        "seat-exercises",
    ),
    "march": Exercise(
        text("Marching in your seat"),
        text("Lift one knee, then the other, as if you walked. 20 steps."),
        "house",
    ),
    "walk": Exercise(text("A walk"), text("Walk for a few minutes."), "nhs-travel"),
    "tiptoes": Exercise(
        text("Tiptoes"),
        text("Stand, hold on to something, rise on your toes and sink slowly. 10 times."),
        "house",
    ),
    "calf": Exercise(
        text("Calf stretch"),
        text("Stand, one foot behind you, its heel down and its knee straight. Then the other."),
        "house",
    ),
    "steps": Exercise(
        text("Steps on the spot"),
        text("Stand, hold on to something, and lift your knees in turn. 20 steps."),
        "house",
    ),
}

SEATED = ("toes", "circles", "heels", "knees", "thighs", "march")
UPRIGHT = ("walk", "tiptoes", "calf", "steps")
