"""Every table of the staff pages, imported where migrations are compared with the code."""

from actions_server.staff.articles import tables as articles
from actions_server.staff.audit import tables as audit
from actions_server.staff.keeping import tables as keeping
from actions_server.staff.questions import tables as questions
from actions_server.staff.service_counts import tables as service_counts
from actions_server.staff.services import tables as services
from actions_server.staff.signing_in import tables as signing_in

TABLES = (signing_in, audit, articles, questions, services, keeping, service_counts)
