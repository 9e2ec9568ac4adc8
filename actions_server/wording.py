"""Every sentence of ours that a family can read and that is not in an article or Rasa's domain."""

WELCOME = (
    "Hello. I am {assistant}, a computer program. I can help you find your way through support for "
    "children and young people with special educational needs or a disability in {area}.\n\n"
    "Ask me anything, in your own words. You do not need a diagnosis, and you do not need to give "
    "any names."
)
LEFT_OUT = "I left out {things}. You do not need to tell me that."
LIMITED = (
    "Part of me is not working just now. I can still look up answers, but I cannot follow a "
    "longer conversation."
)
MEANS = "{short} means {meaning}."
CLARIFY = "I want to get this right. Which of these is nearest to what you need?"
NOT_SURE = (
    "I am not sure I have the right answer for that. It may help to say it another way. "
    "{who} can also help you find the right person."
)
OUT_OF_SCOPE = (
    "I only know about support for children and young people with special educational needs or a "
    "disability. For other council services, {switchboard} can point you to the right place."
)
REFUSED = (
    "I cannot help with that. I cannot say what condition a child has, give doses or act for you. "
    "I can tell you who can help, and what your rights are."
)
NOTHING_TO_READ = "I could not find any words to read. Tell me what you need in a few words."
WHAT_WOULD_YOU_LIKE = (
    "I am here for questions about special educational needs and disabilities. "
    "What would you like to know? A few words are enough."
)
OTHER_CHOICES = "I am sorry that did not help. Is one of these closer?"
NO_OTHER_CHOICES = "I am sorry that did not help. These people can help you find the answer."
HAND_OVER = "You can talk to a person. Here is who to contact."
START_AGAIN = "We have started again. What would you like to know?"
STOPPED = "I have stopped. You can ask me something else at any time."
NOTHING_CHOSEN = "I could not find that page any more. Please ask me in your own words."
TRY_PERSON = "Talk to a person"
DID_NOT_HELP = "This did not help"
START_OVER = "Ask something else"
WHAT_TO_DO = "What you can do next:"
WHO_CAN_HELP = "Who can help:"
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
NO_SUCH_ANSWER = "That answer is not part of this conversation."
NOT_FOUND = "There is nothing at this address. Please check it, or start from the first page."
NOT_ALLOWED = "This cannot be done here. Please go back to the page you came from and try again."
WRONG_ORIGIN = "This request came from another website, so it was not carried out."
OUR_FAULT = "Something went wrong on our side. Nothing you typed was kept. Please try again."
