"""The engine of guided dialogues: features declare questions, this walks them through the chat."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from markupsafe import Markup

from handlers.answers import Answer, Answers, Edit, Reply, Telling, Toast, each
from handlers.heard import Heard
from handlers.routes import Routes
from services import dialogues, forms
from services.forms import Standing, Step
from services.work import WorkError
from texts import forms as texts
from texts import refusals

_PATIENCE = timedelta(hours=2)
_LONGEST = 4096
"""Characters of one message (Telegram); an answer is no document."""


class NotAnAnswer(WorkError):
    """The words mean something else; whoever else may hear them should."""


@dataclass(frozen=True)
class Sheet:
    """What a question may look at: who answers, and what was answered before."""

    heard: Heard
    standing: Standing

    def said(self, name: str) -> str:
        """An earlier answer that is text; empty where there is none."""
        return str(self.standing.answers.get(name) or "")


def no_offers(_sheet: Sheet) -> Sequence[str]:
    """The answer is free."""
    return ()


def as_said(_sheet: Sheet, words: str) -> object:
    """The words are the answer."""
    return words


@dataclass(frozen=True)
class Question(Step):
    """One step in words: what is asked, what the words of an answer mean (as JSON keeps it), what buttons offer.

    `read` refuses with a WorkError; the words of a button are read like typed ones.
    """

    ask: Callable[[Sheet], Markup | str]
    read: Callable[[Sheet, str], object] = as_said
    offer: Callable[[Sheet], Sequence[str]] = no_offers


def nothing_else(_sheet: Sheet) -> Answers:
    """Whatever is said answers the step."""
    return None


@dataclass(frozen=True)
class Guide:
    """A form in the chat. `name` prefixes its buttons, `title` is what people call it.

    `require` refuses whoever may not; `finish` does the work once all is answered; `about` names a draft briefly;
    `instead` hears words that are no answer but do the whole work (a sentence in place of the first step); what
    `aside` answers is no answer to the step either, which is asked again after it.
    """

    name: str
    title: str
    questions: tuple[Question, ...]
    require: Callable[[Heard], None]
    finish: Callable[[Sheet], Answers]
    about: Callable[[Sheet], str]
    instead: Callable[[Sheet], Telling] = field(default=nothing_else)
    aside: Callable[[Sheet], Answers] = field(default=nothing_else)

    def join(self, routes: Routes) -> None:
        """Its buttons and its open question are heard."""
        routes.topic(self.name, self.hear)
        for verb, hear in (
            ("pick", self.pick),
            ("back", self.back),
            ("skip", self.skip),
            ("cancel", self.cancel),
            ("resume", self.resume),
            ("drop", self.drop),
        ):
            routes.press(f"{self.name}.{verb}", hear)

    def start(self, heard: Heard) -> Reply:
        """An unfinished draft is offered first (B3); else the first question."""
        self.require(heard)
        left = forms.unfinished(heard.session, heard.speaker.telegram_id, self.name, self.questions)
        if left is None:
            return self.begin(heard)
        text = texts.unfinished(self.title, self.about(Sheet(heard, left)))
        return Reply(text, texts.unfinished_buttons(self.name, left.id))

    def begin(self, heard: Heard, **given: object) -> Reply:
        """The first question that is not `given`."""
        number = heard.speaker.telegram_id
        standing = forms.begin(heard.session, number, self.name, self.questions, heard.now, given)
        return self._asked(Sheet(heard, standing))

    def hear(self, heard: Heard) -> Telling:
        """Words answer the step that stands; 上一步, 跳过 and numbers do what the buttons do."""
        facts = heard.asked.facts if heard.asked else {}
        standing = self._standing(heard, int(str(facts["draft"])))
        sheet = Sheet(heard, standing)
        if len(heard.words) > _LONGEST:
            return Reply(refusals.too_long(len(heard.words)))
        if heard.words in texts.BACK_WORDS:
            return self._asked(self._back(sheet))
        instead = self.instead(sheet)
        if instead is not None:
            forms.end(heard.session, standing.id, heard.now)
            return instead
        aside = self.aside(sheet)
        if aside is not None:
            return (*each(aside), self._asked(sheet))
        try:
            return self._answer(sheet, None if heard.words in refusals.SKIP_WORDS else self._meant(sheet))
        except NotAnAnswer:
            return None

    def pick(self, heard: Heard) -> Answers:
        """An offered answer was pressed."""
        draft, number, words = heard.fact.parts(3)
        sheet = Sheet(heard, self._standing(heard, int(draft), int(number)))
        return self._in_place(sheet, self._answer(sheet, words))

    def skip(self, heard: Heard) -> Answers:
        """跳过."""
        sheet = self._pressed(heard)
        return self._in_place(sheet, self._answer(sheet, None))

    def back(self, heard: Heard) -> Answers:
        """上一步, in the same message."""
        sheet = self._pressed(heard)
        return self._in_place(sheet, self._asked(self._back(sheet)))

    def cancel(self, heard: Heard) -> Answers:
        """取消: nothing is kept."""
        standing = self._standing(heard, int(heard.fact))
        self._end(heard, standing)
        return Edit(texts.cancelled(self.title)), Toast(refusals.CANCELLED)

    def resume(self, heard: Heard) -> Answers:
        """继续: the step that stood, in the same message."""
        self.require(heard)
        sheet = Sheet(heard, self._standing(heard, int(heard.fact)))
        return self._in_place(sheet, self._asked(sheet))

    def drop(self, heard: Heard) -> Answers:
        """删除: the draft goes, and a new form begins."""
        standing = self._standing(heard, int(heard.fact))
        about = self.about(Sheet(heard, standing))
        self._end(heard, standing)
        return Edit(texts.dropped(self.title, about)), self.begin(heard)

    def _answer(self, sheet: Sheet, words: str | None) -> Answers:
        heard = sheet.heard
        value = None if words is None else self._question(sheet).read(sheet, words)
        standing = forms.answer(heard.session, sheet.standing, self.questions, value, heard.now)
        if standing.step is not None:
            return self._asked(Sheet(heard, standing))
        self._end(heard, standing)
        return self.finish(Sheet(heard, standing))

    def _asked(self, sheet: Sheet) -> Reply:
        """The question that stands; the person's next plain words answer it."""
        heard, standing, question = sheet.heard, sheet.standing, self._question(sheet)
        dialogues.ask(
            heard.session, heard.speaker.telegram_id, self.name, heard.now, _PATIENCE, draft=standing.id
        )  # fmt: skip
        offers = self._offers(sheet)
        text = texts.asking(self.title, standing.number, standing.count, question.ask(sheet), offers)
        buttons = texts.buttons(self.name, standing.id, standing.number, offers, optional=question.optional)
        return Reply(text, buttons)

    def _in_place(self, sheet: Sheet, said: Answers) -> Answers:
        """The next question replaces the pressed one; a result comes below it."""
        first, *rest = each(said)
        asks_on = isinstance(first, Reply) and not rest and self._is_open(sheet)
        if asks_on and isinstance(first, Reply):
            return Edit(first.text, first.buttons)
        done: list[Answer] = [Edit(texts.finished(self.title)), first, *rest]
        return tuple(done)

    def _is_open(self, sheet: Sheet) -> bool:
        try:
            self._standing(sheet.heard, sheet.standing.id)
        except forms.FormEnded:
            return False
        return True

    def _back(self, sheet: Sheet) -> Sheet:
        heard = sheet.heard
        return Sheet(heard, forms.back(heard.session, sheet.standing, self.questions, heard.now))

    def _meant(self, sheet: Sheet) -> str:
        words, offers = sheet.heard.words, self._offers(sheet)
        chosen = int(words) - 1 if words.isascii() and words.isdigit() else -1
        return offers[chosen] if 0 <= chosen < len(offers) else words

    def _offers(self, sheet: Sheet) -> Sequence[str]:
        return [label for label in self._question(sheet).offer(sheet) if len(label) <= texts.LONGEST_OFFER]

    def _question(self, sheet: Sheet) -> Question:
        step = sheet.standing.step
        return next(question for question in self.questions if step is not None and question.name == step.name)

    def _pressed(self, heard: Heard) -> Sheet:
        draft, number = heard.fact.parts(2)
        return Sheet(heard, self._standing(heard, int(draft), int(number)))

    def _standing(self, heard: Heard, draft: int, number: int | None = None) -> Standing:
        return forms.find(heard.session, heard.speaker.telegram_id, draft, self.questions, number)

    def _end(self, heard: Heard, standing: Standing) -> None:
        forms.end(heard.session, standing.id, heard.now)
        dialogues.close(heard.session, heard.speaker.telegram_id)
