"""Every sentence that a report can say. Figures are put in as bands, never as counts."""

INVENTED = (
    "These figures are invented, to show what a report looks like. They are of no real family."
)
TITLE = "What families told us: {month}"
SUBTITLE = "{area}: what families asked the assistant, and where they got stuck"
DRAFT = "This report needs the signatures of two people before families see it."
NOT_SHOWN = "not shown"

SUMMARY = "Three things to act on"
HEADLINE = "{band} conversations with families in {month}."
NO_HEADLINE = "How many conversations there were in {month} is not shown."
STANDS_OUT = "What stands out"
STANDS_OUT_COLUMNS = ("What", "Conversations", "Beside last month", "Why it matters")
HOW_CHOSEN = (
    "They are picked by the same rules every month, out of what is shown. What grew comes first."
)
UNHELPFUL = "{cell}: the answer did not help"
ASKED = "{cell}: asked about"
WHY_STUCK = "Of all that families found hard, nothing shown was named more."
WHY_UNHELPFUL = "More families said so here than on any other topic shown."
WHY_RISING = "Surely more families asked than last month."
WHY_LATE = "The law sets these dates. Families found out with the date checker."
WHY_ASKED = "Nothing shown was asked about more."
AS_OFTEN = "Just as often: {names}."
OF_WHOM = "That is {share} in every 100 of the {asked} who asked."
MOST_OFTEN = "Most often {cell}: {band}."
MILESTONE = "Milestone {reference}, {name}: due {date}."
MILESTONE_PASSED = (
    "Milestone {reference}, {name}: its date, {date}, has passed. We do not know if it was met."
)
NOTHING_TO_ACT = "Nothing is shown this month that would point to one thing before another."
SHIFT_SAID = "The shared vision wants a shift here: from {from_} to {to}."
MOVED = {
    "up": "up",
    "down": "down",
    "about the same": "no sure change",
    "not known": "not known",
}
LAST_MONTHS = "{moved} (last month {band})"

PARTS = {
    "asked": "What families asked about",
    "stuck": "Where families got stuck",
    "shifts": "From this, to this: the shared vision",
    "therapies": "Therapies",
    "late": "Dates in law that had passed",
    "unhelpful": "Where the answer did not help",
    "unanswered": "What could not be answered",
    "people": "Where families asked for a person",
    "languages": "Conversations in other languages",
    "consulted": "What families said about the shared vision",
    "left-out": "Left out of every count",
    "plan": "Against the action plan",
    "did": "You said, we did",
    "method": "How these figures are made",
}
LEADS = {
    "asked": "Each conversation counts once for a topic, however often it came up.",
    "stuck": (
        "Families who chose to tell us what was hard, by where they were and what it was. A "
        "conversation counts once for each."
    ),
    "shifts": (
        "The partnership wants the left column to become the right one. Beside each shift is how "
        "many conversations named what is on the left, added up over the stages that are shown."
    ),
    "therapies": "The part of the figures that is about therapies.",
    "late": "How long a date had passed when families put it into the date checker.",
    "unhelpful": "Families who said that an answer did not help. A guide may need work here.",
    "unanswered": "Questions the assistant did not answer, and why.",
    "people": "By the stage that was talked of before.",
    "languages": "Conversations held or asked for in a language other than English.",
    "consulted": "What the partnership asked families, with the answers they could pick.",
    "left-out": "Messages sent by programs, and tries by staff. They count nowhere else.",
    "plan": (
        "Each milestone with the date it was due and the date it was moved to, and how the board "
        "will know whether families notice. We do not know which milestones were met."
    ),
    "did": "What changed because of what families told us.",
    "method": "These rules hold for every page, table, chart and file of every report.",
}
SUM_OF_SHOWN = "Together, what is shown comes to {band}. What is not shown is not in it."
HIDDEN = "{hidden} of {all} rows are not shown."
NONE_SHOWN = "None of the {all} rows can be shown this month."
RENAMED = "“{old}” is called “{new}” now. Both count together."
BY_STAGE = "By stage"
BY_BARRIER = "By what was hard"
QUARTER = "Over the quarter, {period}"
YEAR = "Over the year, {period}"
OVER = "The sum of those months in which a row was shown. Other months are not in it."
NO_DID = "Nothing has been entered yet."
NO_MILESTONES = "No milestones are known for this area."
NOT_SET = "The board has not set this yet"
DOWN, UP = "fewer", "more"
INDICATORS = "How the board will know"
INDICATOR_COLUMNS = (
    *("Milestone", "Indicator", "Better is", "Baseline", "This month", "Which way"),
    *("Target", "Success is"),
)
LAST_MONTH, THE_BASELINE = "last month", "the baseline"
BETTER, WORSE = "better than {what}", "worse than {what}"
COMPARED = {
    "up": "more than {what}",
    "down": "fewer than {what}",
    "about the same": "no sure change from {what}",
    "not known": "beside {what}: not known",
}

METHOD = (
    "A month is counted once it is over. A conversation counts at most once in each row.",
    "A row is shown only if it holds 10 conversations or more, on 5 days or more, with no day "
    "holding over 40% of them.",
    "Otherwise it says “not shown”. That may mean none, a few, or many on a few days. It always "
    "means the same words.",
    "What is shown is a band of five: “20 to 24” means at least 20 and at most 24.",
    "Totals, shares, trends, ranks and charts are worked out from the shown bands only. So a total "
    "may be less than all there was.",
    "“Up” and “down” are said only when the bands of the two months do not touch. Equal rows stand "
    "in the order of their names.",
    "The number of all conversations is given in bands of 50. It holds conversations in which "
    "nothing on our lists came up, so the rows need not add up to it. Where it would press on "
    "them, it is not shown.",
    "A quarter or a year is the sum of the months that were shown.",
    "A month that is released never changes. What comes late counts in the next.",
    "A second program, which sees only what is released, checks that every row that is not shown "
    "can still be anything from 0 to 9. If it cannot, there is no report. Two people sign.",
    "Nothing here is of a named child, school, street or ward. No words of families are kept.",
    "These are families who used the assistant and chose to answer. They do not stand for all "
    "families. A row that grows may mean more users, not more trouble.",
)
