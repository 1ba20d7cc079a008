"""Rules for how stages are judged: criteria, weights, methods, rounding, tiers."""

from sinovik_sheets.problems import Level, Rule
from sinovik_sheets.text import N_

# Stages and criteria
WEIGHTS_NOT_100 = Rule(
    "weights-not-100",
    Level.ERROR,
    N_("The weights of stage {stage} add up to {value}, not to 100."),
    N_("Correct the column “Bobot” so that the stage adds up to exactly 100."),
)
WEIGHT_MISSING = Rule(
    "weight-missing",
    Level.ERROR,
    N_("The weight of the criterion {criterion} is not filled in."),
    N_("Fill in the weight that your technical guide sets; no official figure is known here."),
)
WEIGHT_NEGATIVE = Rule(
    "weight-negative",
    Level.ERROR,
    N_("The weight {value} is below 0."),
    N_("Type a weight from 0 to 100."),
)
MIN_NOT_BELOW_MAX = Rule(
    "min-not-below-max",
    Level.ERROR,
    N_("The minimum {minimum} is not below the maximum {value}."),
    N_("Correct “Minimum” or “Maksimum”."),
)
BAD_STEP = Rule(
    "bad-step",
    Level.ERROR,
    N_("The step {value} does not fit the scale from {minimum} to {maximum}."),
    N_("Type a step above 0 that divides the scale, or leave the cell empty."),
)
STAGE_WITHOUT_CRITERIA = Rule(
    "stage-without-criteria",
    Level.ERROR,
    N_("Stage {stage} has no criteria."),
    N_("Add its criteria to the sheet “Kriteria”."),
)
BAD_ROUNDING = Rule(
    "bad-rounding",
    Level.ERROR,
    N_("“Pembulatan” cannot be read: “{value}”."),
    N_("Write step:places, separated by semicolons, such as “tahap:2; akhir:2”. Steps: {steps}."),
)
BAD_POINTS = Rule(
    "bad-points",
    Level.ERROR,
    N_("“Tabel Poin” cannot be read: “{value}”."),
    N_("Write the points from first place down, such as “14;9;8;7”, or the word “jumlah”."),
)
BAD_WEIGHT_LIST = Rule(
    "bad-weight-list",
    Level.ERROR,
    N_("“{column}” cannot be read: “{value}”."),
    N_(
        "Write code=percent, separated by semicolons, adding up to exactly 100,"
        " such as “{example}”."
    ),
)
FINAL_WEIGHT_OF_LATER_STAGE = Rule(
    "final-weight-of-later-stage",
    Level.ERROR,
    N_("“Bobot Akhir” of stage {stage} counts stage {value}, which is not an earlier one."),
    N_("Name only this stage and earlier ones."),
)
LIMIT_MISSING = Rule(
    "limit-missing",
    Level.ERROR,
    N_("The method “batas_simpangan” needs a value in “Batas Simpangan”."),
    N_("Type the largest distance from the mean that is let stand, such as 3."),
)
TRIM_MISSING = Rule(
    "trim-missing",
    Level.ERROR,
    N_("The method “rata_rata_terpangkas” needs 1 or more in “Pangkas”."),
    N_("Type how many of the highest and of the lowest scores are dropped."),
)
SETTING_NOT_USED = Rule(
    "setting-not-used",
    Level.WARNING,
    N_("“{column}” is filled in ({value}), but the method “{method}” takes no notice of it."),
    N_("Empty the cell, or choose a method that uses it."),
)
ROUNDING_NOT_USED = Rule(
    "rounding-not-used",
    Level.WARNING,
    N_("“Pembulatan” names the step {value}, which {method} with {aggregation} does not have."),
    N_("Take the step out; totals are rounded at “tahap” and “akhir”."),
)
ROUNDING_TOO_FINE = Rule(
    "rounding-too-fine",
    Level.ERROR,
    N_("With {method} the step “tahap” must be rounded to at most {most} decimals."),
    N_("Write for example “tahap:2; akhir:2”."),
)
POINTS_MISSING = Rule(
    "points-missing",
    Level.ERROR,
    N_("The method “poin_peringkat” needs “Tabel Poin”."),
    N_("Write the points from first place down, such as “14;9;8;7”, or the word “jumlah”."),
)
ELEMENT_WEIGHTS_MISSING = Rule(
    "element-weights-missing",
    Level.ERROR,
    N_("The method “bobot_unsur” needs “Bobot Unsur”."),
    N_("Write element=percent, adding up to exactly 100, such as “{example}”."),
)
ELEMENT_WEIGHT_NOT_POSITIVE = Rule(
    "element-weight-not-positive",
    Level.ERROR,
    N_("“Bobot Unsur” holds a weight that is not above 0: “{value}”."),
    N_("Give every element a weight above 0; an element that must not count has no jurors."),
)
ELEMENT_WITHOUT_WEIGHT = Rule(
    "element-without-weight",
    Level.ERROR,
    N_("Juror {juror} has the element “{value}”, which stage {stage} gives no weight."),
    N_("Elements with a weight: {elements}. Correct “Unsur” of the juror or “Bobot Unsur”."),
)
QUOTA_MISSING = Rule(
    "quota-missing",
    Level.WARNING,
    N_("In stage {stage} nobody of {value} can go on: it has no “Kuota”."),
    N_("Fill in its “Kuota”, or “Jumlah Lolos” of the stage for all without one."),
)
ELEMENT_WITHOUT_JUROR = Rule(
    "element-without-juror",
    Level.WARNING,
    N_("Stage {stage} weighs the element “{value}”, but no juror of the stage belongs to it."),
    N_("Its weight goes to the other elements. Check “Unsur” of the jurors."),
)
SCALE_WITHOUT_PLACES = Rule(
    "scale-without-places",
    Level.ERROR,
    N_("“Maksimum” is {value}, but a juror has {needed} places to give in stage {stage}."),
    N_("Type {needed} or more in “Maksimum”: the cell holds the place, 1 is the best."),
)
PLACES_OF_UNLIKE_SETS = Rule(
    "places-of-unlike-sets",
    Level.WARNING,
    N_(
        "In stage {stage} jurors give places among different entries (not as {first}: {jurors});"
        " such places are not comparable."
    ),
    N_(
        "Let every juror of the stage judge all its entries: “Kategori” of the jurors and"
        " “Penugasan”; or choose a method that takes scores."
    ),
)
PLACE_SUM_IN_TOTAL = Rule(
    "place-sum-in-total",
    Level.ERROR,
    N_("“Bobot Akhir” of {stage} counts {value}, where places are added up and fewer is better."),
    N_("Give that stage a table of points, or take it out of “Bobot Akhir”."),
)
Z_SCORE_CAUTION = Rule(
    "z-score-caution",
    Level.WARNING,
    N_(
        "Stage {stage} uses “z_skor”: a score given to one entry changes the total of the"
        " others, and jurors who got the stronger entries are not told from lenient ones."
    ),
    N_("Use it only if entries were dealt out at random and each juror scores many of them."),
)
TOO_FEW_FOR_TRIM = Rule(
    "too-few-for-trim",
    Level.WARNING,
    N_("Stage {stage} drops {value} highest and lowest scores, but has only {jurors} jurors."),
    N_("With fewer than {needed} scores the plain mean is used. Add jurors or drop fewer scores."),
)

# Tiers
TIER_PLACES = Rule(
    "tier-places",
    Level.ERROR,
    N_("No tier can hold the places {value}: “Dari” begins at 1 and is not after “Sampai”."),
    N_("Type the first and the last place that earn it; one place stands in both."),
)
TIERS_OVERLAP = Rule(
    "tiers-overlap",
    Level.ERROR,
    N_("“{name}” ({value}) and “{other}” claim the same places of one stage."),
    N_("Correct “Dari” and “Sampai”, so that a place earns one of them."),
)
TIER_HOLDS_EVERYONE = Rule(
    "tier-holds-everyone",
    Level.WARNING,
    N_("“{name}” reaches down to place {value}, but only {count} entries take part: all earn it."),
    N_("Correct “Sampai”, or delete the row."),
)
