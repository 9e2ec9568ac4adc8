"""Every sentence of ours that a family can read and that is not in an article or Rasa's domain."""

WELCOME = (
    "Hello. I am {assistant}, a computer program. I can help you find your way through support for "
    "children and young people with special educational needs or a disability in {area}.\n\n"
    "Ask me anything, in your own words. You do not need a diagnosis, and you do not need to give "
    "any names."
)
LEFT_OUT = "I left out {things}. You do not need to tell me that."
ABOUT_TO_END = (
    "This chat will be cleared in about 2 minutes, because you have not written for a while. "
    "That keeps it private. To carry on, press “Keep this chat”, or send a few words. "
    "If you want to keep an answer, save it or print it now."
)
LIMITED = (
    "Part of me is not working just now. I can still look up answers, but I cannot follow a "
    "longer conversation."
)
MEANS = "{short} means {meaning}."
CLARIFY_AGAIN = "Let me try another way. Is it one of these?"
NARROW = "I can help you find the right place. Which of these is nearest to what you need?"
TOPICS_INSTEAD = "I am still not sure what you need. Here are some places to start."
STILL_NOT_SURE = (
    "I have not found it, and I do not want to send you the wrong way. These people can help you."
)
DOOR_EARLY = "How my child talks, learns, moves or behaves"
DOOR_SCHOOL = "Help at nursery, school or college"
DOOR_PLAN = "An education, health and care (EHC) plan"
CLARIFY = "I want to get this right. Which of these is nearest to what you need?"
NOT_SURE = (
    "I am not sure I have the right answer for that. It may help to say it another way. "
    "{who} can also help you find the right person."
)
OUT_OF_SCOPE = (
    "I only know about support for children and young people with special educational needs or a "
    "disability. For other council services, {switchboard} can point you to the right place."
)
OUT_OF_SCOPE_AGAIN = (
    "That is outside what I know, too. {switchboard} is the best place to ask. "
    "You can ask me anything about special needs or a disability."
)
NO_GUIDE = (
    "I think this is about special needs, but I have no guide that answers it. {who} can help you "
    "find out. You can also say it another way."
)
NO_GUIDE_AGAIN = (
    "I have no guide for that, either. I do not want to guess. These people can help you."
)
NOTHING_TO_READ = "I could not find any words to read. Tell me what you need in a few words."
WHAT_WOULD_YOU_LIKE = (
    "I am here for questions about special educational needs and disabilities. "
    "What would you like to know? A few words are enough."
)
OTHER_CHOICES = "That was not it, then. Is one of these closer?"
NO_OTHER_CHOICES = "I have nothing closer to offer. These people can help you find the answer."
HAND_OVER = "You can talk to a person. Here is who to contact."
START_AGAIN = "We have started again. What would you like to know?"
WITHOUT_JOURNEYS = (
    "I cannot go through this with you step by step just now. Here is what I know about it. "
    "You can try again in a few minutes."
)
JOURNEY_HELD_UP = (
    "I cannot go on with this just now. You can try again in a few minutes, or ask these people."
)
STOPPED = "I have stopped. You can ask me something else at any time."
NOTHING_CHOSEN = "I could not find that page any more. Please ask me in your own words."
CONSULTED = "Thank you. Your answer is counted, and nothing that shows who gave it."
TRY_PERSON = "Talk to a person"
DID_NOT_HELP = "This did not help"
START_OVER = "Ask something else"
JOURNEYS = {
    "ehc_dates": "Check my dates",
    "therapy_route": "Find the way to therapy",
    "early_help_route": "Find early help",
    "disagree_route": "See my choices if I disagree",
    "letter": "Help me write a letter",
    "barrier": "Say what was hard",
}
# The topic of each journey, for when the journey itself cannot be gone through.
JOURNEY_TOPICS = {
    "ehc_dates": "ehcp-timeline",
    "therapy_route": "therapy-speech",
    "early_help_route": "early-concern",
    "disagree_route": "disagreement-complaint",
    "letter": "contact-send-team",
    "barrier": "have-your-say",
}
OPEN = "Open: {hours}."
HAVE_READY = "Have ready: {things}"
WHAT_TO_DO = "What you can do next:"
WHO_CAN_HELP = "Who can help:"
IS_STALE = (
    "We last checked this on {day}. It is due to be read again, so please check it with {who}."
)
HAS_ENDED = (
    "This was written for the time up to {day}. It may have changed since then, so please check it "
    "with {who} first."
)
MAY_HAVE_CHANGED = "{title} (this may have changed)"
SOME_HAVE_ENDED = "Part of what I know about this was for an earlier time, and may have changed."
WHERE_FROM = "Where this comes from: {sources}. Last checked on {day}."

# Errors: a title, and what to do about it.
EMPTY = "Please type a few words, then send your message again."
TOO_LONG = "Your message is too long. Please keep it to 2,000 characters, or send it in parts."
TOO_LARGE = "That is more than this service can take. Please send a shorter message."
NOT_UNDERSTOOD = "The request could not be read. Please check it and send it again."
NOT_OFFERED = "That choice is not open any more. Please pick another, or type your question."
GONE = (
    "This conversation has ended. Nothing you typed has been kept. "
    "You can start a new one at any time."
)
NO_SUCH_ARTICLE = "There is no page with that name. It may have been moved or taken down."
NO_SUCH_SERVICE = "There is no entry with that id in the directory. It may have been taken down."
ENGLAND = "England"
CHECK_FIRST = "Check the details with them first."
NO_SUCH_ANSWER = "That answer is not part of this conversation."
NOT_FOUND = "There is nothing at this address. Please check it, or start from the first page."
NOT_ALLOWED = "This cannot be done here. Please go back to the page you came from and try again."
WRONG_ORIGIN = "This request came from another website, so it was not carried out."
A_MINUTE = "a minute"
MINUTES = "{minutes} minutes"
TOO_MANY = (
    "Many messages have come in a short time. Please wait {wait}, then send yours again. "
    "If someone is in danger, call 999 now."
)
BUSY = (
    "Many families are asking at the same time. Please try again in a minute, or ask one of these "
    "people. If someone is in danger, call 999 now."
)
TOOK_TOO_LONG = (
    "That took too long, so I have stopped. Please try again in a minute, or ask one of these "
    "people. If someone is in danger, call 999 now."
)
TOO_SLOW = "The request did not arrive in time. Please check your connection and send it again."
PAUSED = (
    "This assistant is switched off for now. You can still read our guides, or ask one of these "
    "people. If someone is in danger, call 999 now."
)
OUR_FAULT = "Something went wrong on our side. Nothing you typed was kept. Please try again."
