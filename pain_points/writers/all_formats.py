"""Every file of a release that people read: pages, workbooks, and what the CSV columns mean."""

from collections.abc import Mapping, Sequence

from pain_points.contents import Facts
from pain_points.indicators import indicators_table
from pain_points.months import Month
from pain_points.plan import Plan
from pain_points.publish import Writers
from pain_points.release import Shown
from pain_points.released import INDICATORS, as_csv
from pain_points.views import documents
from pain_points.writers.csvw import METADATA, as_csvw, columns_of
from pain_points.writers.html import as_html
from pain_points.writers.ods import as_ods
from pain_points.writers.xlsx import as_xlsx


def all_formats(did: Sequence[Mapping[str, str]] = ()) -> Writers:
    """A writer of a page a view, and of workbooks of the first. did: “you said, we did”."""

    def write(shown: Shown, earlier: Mapping[Month, Shown], plan: Plan) -> dict[str, bytes]:
        facts = Facts(shown, earlier, plan, did)
        views = documents(facts)
        indicators = indicators_table(facts)
        pages = {f"{view.id}.html": as_html(view) for view in views}
        first = views[0]
        return {
            **pages,
            f"{first.id}.xlsx": as_xlsx(first),
            f"{first.id}.ods": as_ods(first),
            METADATA: as_csvw(shown, plan),
            **(
                {INDICATORS: as_csv(columns_of(INDICATORS), indicators.rows).encode()}
                if indicators
                else {}
            ),
        }

    return write
