"""Where what a plan says was read. docs/authors/trip-sources.md tells what each says, and how it was read."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reference:
    title: str
    at: str  # an address without its scheme


SOURCES: Mapping[str, Reference] = {
    "nhs-travel": Reference(
        "NHS and CDC: preventing clots when travelling",
        "nhs.uk/conditions/deep-vein-thrombosis-dvt",
    ),
    "cdc-travel": Reference("CDC: who is at higher risk of clots on journeys", "wwwnc.cdc.gov"),
    "ash-2018": Reference(
        "ASH 2018 and ACCP 2012: travel and clots",
        "thebloodproject.com/air-travel-and-venous-thromboembolism",
    ),
    "seat-exercises": Reference(
        "Anticoagulation Europe: exercises for the seat, stops for drivers",
        "anticoagulationeurope.org",
    ),
    "bsh-water": Reference(
        "BSH 2011 and ACCP 2012: drinking and travel clots",
        "pubmed.ncbi.nlm.nih.gov/21083651",
    ),
    "travel-watch": Reference(
        "WHO WRIGHT project, Kuipers 2007, BSH 2011: travel and clots", "who.int"
    ),
    "gstt-dvt": Reference(
        "Guy's and St Thomas' NHS: blood clots and DVT",
        "guysandstthomas.nhs.uk/blood-clots-and-deep-vein-thrombosis/overview",
    ),
    "nhs-oedema": Reference("NHS: swollen legs and ankles", "nhs.uk/conditions/oedema"),
    "cdc-dvt": Reference("CDC: blood clots fact sheet", "cdc.gov/blood-clots"),
    "house": Reference("This bot's own cautious choice", "docs/authors/trip-sources.md"),
}
