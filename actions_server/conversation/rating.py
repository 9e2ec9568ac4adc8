"""Whether an answer helped: a count, and nothing of what was asked."""

from actions_server import wording
from actions_server.conversation.memory import Conversation
from actions_server.problems import Problem
from actions_server.web.metrics import Metrics


def rate(conversation: Conversation, answer_id: str, helpful: bool, metrics: Metrics) -> bool:
    """Count a family's word on an answer of this conversation; whether it is their first on it.

    Raises Problem where the answer is of no message here.
    """
    if answer_id not in {message.answer_id for message in conversation.messages} - {None}:
        raise Problem(422, wording.NO_SUCH_ANSWER)
    is_first = conversation.rate(answer_id, helpful)
    if is_first:
        metrics.feedback.labels("yes" if helpful else "no").inc()
    return is_first
