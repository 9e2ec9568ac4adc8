"""Whether an answer helped: a count, and where it did not, what may be stored of the question."""

from actions_server import wording
from actions_server.conversation.memory import Conversation
from actions_server.conversation.receive import Means
from actions_server.problems import Problem
from pain_points.vocabulary import Event


def rate(conversation: Conversation, answer_id: str, helpful: bool, means: Means) -> bool:
    """Count a family's word on an answer of this conversation; whether it is their first on it.

    Raises Problem where the answer is of no message here.
    """
    answers = {message.answer_id: message for message in conversation.messages}
    answer = answers.get(answer_id) if answer_id else None
    if answer is None:
        raise Problem(422, wording.NO_SUCH_ANSWER)
    is_first = conversation.rate(answer_id, helpful)
    if is_first:
        means.metrics.feedback.labels("yes" if helpful else "no").inc()
        if not helpful and answer.article:
            topic = answer.article.topics[0]
            means.recorder.hear(conversation.number, Event("not_helpful", topic=topic))
            means.unanswered.not_helpful(conversation, answer)
    return is_first
