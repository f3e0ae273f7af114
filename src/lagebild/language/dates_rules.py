"""The shapes of German time expressions over the letters of ``dates_tokens``, and the builder of each."""

import re

from lagebild.language.dates_named import (
    day_range,
    decade,
    full_date,
    holiday,
    month,
    month_range,
    season,
    weekday,
    weekday_range,
    year,
    year_range,
)
from lagebild.language.dates_parts import Builder
from lagebild.language.dates_pointing import (
    anaphoric,
    clock,
    frequency,
    night_to,
    part_of_day,
    pointed_day,
    pointed_year,
    reference,
)
from lagebild.language.dates_units import (
    after_or_before,
    ago,
    duration,
    lasting,
    long_duration,
    ordinal_unit,
    phase_of_unit,
    relative_unit,
    weekend,
)

_NUMBER = "(?:h|Nq|qq|Nh|N|q)(?:[b&]N)?"
RULES: tuple[tuple[str, Builder], ...] = (
    ("F?P(?:[nAdo]d?)[pft]?(?:W|OM(?:Y|d?[pft]R)?|g|D)", night_to),
    ("OM?Y?(?:b|-|&A?)n?d?OMY?", day_range),
    ("Db?-?n?d?D", day_range),
    ("(?:W,?A?d?)?(?:OM(?:Y|,?d?[pft]R)?|D)a?", full_date),
    ("W,?m?~?[CN]U", clock),
    ("W(?:b|-|&)n?A?W", weekday_range),
    ("[pft]?W(?:d?[pft]u|dc)?a?", weekday),
    ("v?MY?(?:b|-|/|&)n?d?v?MY?(?:d?[pft]R)?", month_range),
    ("v?d?[pft]?M(?:Y|d?[pft]R)?", month),
    ("Y(?:bn?|-|/)Y|(?<=w)Y&Y|Y/N", year_range),
    ("(?:vd)?JR?", decade),
    ("(?:vd)?O[u](?:Y|d?[pft]?RY?)?|ONu(?:d?[pft]?RY?)", ordinal_unit),
    ("[pft]?S(?:Y(?:/N)?|d?[pft]R)?", season),
    ("[pft]?HY?", holiday),
    ("v(?:d?[pft]?|d)[uR]Y?|xY?", phase_of_unit),
    (f"V~{{0,3}}(?:{_NUMBER})?[uTR]", ago),
    (f"(?:{_NUMBER})?[uTR](?:[leV])", after_or_before),
    ("[pft][uTR]Y?", relative_unit),
    (f"[pft]{_NUMBER}[uTR]", relative_unit),
    ("j(?:O|N)?[uTRWMP]|G", frequency),
    (f"{_NUMBER}[uTR][LQ]?", duration),
    ("g(?:a|P)?(?:\\(D\\))?", pointed_day),
    ("sT", relative_unit),
    ("[pft]?k", weekend),
    ("E", lasting),
    ("(?<=X)[uTR]", duration),
    ("s?F?P|a", part_of_day),
    ("[CN]Ua?|C", clock),
    ("c", anaphoric),
    ("R?Y|vd?R?Y", year),
    ("y", pointed_year),
    ("r", reference),
    ("I", long_duration),
)
"""Tried in this order at each place: the longer shape stands before the shorter one it contains."""

SHAPES = re.compile("|".join(f"(?P<r{number}>{shape})" for number, (shape, _) in enumerate(RULES)))
FIRST_LETTERS = re.compile("[FPODWpftvMYJSHxVhNqujTRGgsaCcyrIEk]")
"""What a shape can begin with: most words of a text are none of these, which is what makes the scan fast."""
