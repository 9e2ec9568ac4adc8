// What the chat's scripts speak of. Read by the check of types alone; no page loads it.

/** The service's Message (docs: HTTP interface); `text` suffices on its own. */
interface Message {
  kind: string;
  outcome: string;
  text: string;
  answer_id?: string;
  article?: { slug: string; title: string; url: string; reviewed_on: string };
  steps?: string[];
  services?: Service[];
  sources?: Source[];
  dates?: DateLine[];
  letter?: Letter;
  choices?: Choice[];
  language?: string;
}

interface Choice {
  title: string;
  value: string;
}

interface Service {
  id: string;
  name: string;
  how_to_get: string;
  phone?: string;
  text_number?: string;
  email?: string;
  url?: string;
}

interface Source {
  title: string;
  url?: string;
  law?: string;
}

/** date as YYYY-MM-DD */
interface DateLine {
  label: string;
  date: string;
  status: "past" | "due" | "future";
  note?: string;
}

/** picks: for a blank, approved lines to choose from */
interface Letter {
  title: string;
  paragraphs: string[];
  blanks: string[];
  picks?: Record<string, string[]>;
}

/** One exchange; said is null where the family said nothing. */
interface Turn {
  said: string | null;
  messages: Message[];
}

type Said = { text: string } | { choice: string };

type Announce = (sentences: string[]) => void;

/** What can be done with a card. */
interface Actions {
  choose: (choice: Choice) => void;
  rate: (message: Message, helpful: boolean, card: HTMLElement) => void;
  announce: Announce;
}

/** The scripts of the design system, put there by set-up. */
declare module "*/govuk-frontend.min.js" {
  export function initAll(): void;
}
