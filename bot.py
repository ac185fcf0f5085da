"""Start here: composes the assistant out of its parts, and is its command line."""

import asyncio
import contextlib
import itertools
import json
import logging
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path

import click
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker
from starlette.routing import BaseRoute
from telegram.error import InvalidToken, TelegramError

import config
import handlers
from config import Config, ConfigError, HoursSettings
from db.engine import migrate, open_engine, sessions
from db.lock import FolderInUse, FolderUnwritable, hold
from db.turns import Turn, wait_turn
from emulator import app as emulator_app
from emulator.people import BotProfile
from emulator.store import Store
from handlers import menus
from handlers.assistant import Assistant
from handlers.delivery import Pacing
from handlers.sender import Sender
from handlers.webhook import Take, ask_to_post
from handlers.wire import AiohttpRequest, Patience, Wire
from knowledge import overlays
from knowledge.asking import ask_lines
from knowledge.complaints import KnowledgeError
from knowledge.entries import load as load_knowledge
from knowledge.entries import shipped as shipped_knowledge
from knowledge.matching import Matcher
from knowledge.places import shipped as shipped_places
from knowledge.yaml_reader import YamlComplaint
from reports.full_export import full_export
from reports.invite_links import invite_links
from reports.people_template import template as people_template
from services import (
    backups,
    checking,
    deliveries,
    demonstration,
    departments,
    duties,
    editions,
    errands,
    exporting,
    importing,
    knowing,
    people,
)
from services.access import Role, Scope
from services.clock import TEAM_ZONE, Clock
from services.deliveries import Rate
from services.hours import Hours, Span
from services.knowing import Shelf
from services.people import CITY_NAME, PostPlan
from services.understanding import read as understand
from services.watching import Watch
from services.work import WorkError
from texts import backups as backup_texts
from texts import exporting as export_texts
from texts import importing as importing_texts
from texts import policy as policy_texts
from texts import starting
from web import calendar_feed, health
from web.server import PortTaken, serving
from web.site import Site
from web.webhook import webhook

HERE = Path(__file__).parent
PROFILE = BotProfile(name=starting.NAME, description=starting.ABOUT)
EMULATOR_TOKEN = "1:emulator"  # noqa: S105 the emulator takes any token
_PORT = click.IntRange(0, 65535)
log = logging.getLogger("bot")


class _InChinese(click.Group):
    """Whatever is wrong with the words of a command is said in one Chinese sentence, with the mend."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: object
    ) -> click.Context:
        """Reads our own options."""
        with _told():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> object:
        """Reads the options of a command and runs it."""
        with _told():
            return super().invoke(ctx)


class _Misused(click.ClickException):
    exit_code = click.UsageError.exit_code


@contextlib.contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except click.UsageError as error:
        raise _Misused(starting.misused(*_misuse(error))) from error


def _misuse(error: click.UsageError) -> tuple[str, str, str]:
    """Of which command, what is wrong, and the kind of thing that was expected there."""
    command = error.ctx.info_name if error.ctx and error.ctx.parent else ""
    if isinstance(error, click.NoSuchOption):
        return command or "", error.option_name, "no option"
    if isinstance(error, click.BadParameter) and error.param is not None:
        kind = "missing" if isinstance(error, click.MissingParameter) else error.param.type.name
        return command or "", error.param.opts[0] if error.param.param_type_name == "option" else "", kind
    return command or "", "", "other"


@click.group(cls=_InChinese, invoke_without_command=True)
@click.pass_context
def main(context: click.Context) -> None:
    """潮州驻镇帮扶助手。不带命令时等于 run。"""
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s", level=logging.INFO)
    for chatty in ("httpx", "aiohttp", "alembic", "telegram"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    if context.invoked_subcommand is None:
        context.invoke(run)


@main.command()
@click.option(
    "--port",
    type=_PORT,
    default=8080,
    show_default=True,
    help="网页的端口：模拟器的聊天页面、日历订阅、Telegram 送来的消息",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="在哪个地址上收；代理在别的机器上时写 0.0.0.0")
@click.option(
    "--at",
    "start",
    type=click.DateTime(["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d"]),
    help="演示时钟从这一刻开始",
)
@click.option("--speed", type=click.FloatRange(0, min_open=True), default=1.0, show_default=True, help="演示时钟快几倍")
def run(port: int, host: str, start: datetime | None, speed: float) -> None:
    """运行助手：有 BOT_TOKEN 连 Telegram，没有就在本机用模拟器。"""
    settings = _config()
    if settings.bot_token not in (None, EMULATOR_TOKEN) and (start or speed != 1.0):
        raise click.ClickException(starting.clock_is_for_the_emulator())
    clock = Clock(start.replace(tzinfo=TEAM_ZONE) if start else None, speed)
    try:
        with _alone(settings):
            asyncio.run(_run(settings, port, host, clock))
    except PortTaken as error:
        raise click.ClickException(starting.port_taken(error.port)) from error


@main.command()
def deliver() -> None:
    """只发送待发的消息：用 PostgreSQL 时可以开任意多个，用 SQLite 时 run 自己会发，不必另开。"""
    settings = _config()
    if settings.bot_token is None:
        raise click.ClickException(starting.nowhere_to_deliver())
    with _alone(settings):
        asyncio.run(_deliver(settings, settings.bot_token))


@main.command()
@click.option("--port", type=_PORT, default=8081, show_default=True, help="端口")
def emulator(port: int) -> None:
    """只运行模拟器，让助手另开进程连它：BOT_TOKEN=1:emulator TELEGRAM_BASE_URL=http://127.0.0.1:8081/bot。"""

    async def serve() -> None:
        with _stopping() as stopping:
            store = Store()
            _people_the_emulator(store)
            async with serving(emulator_app.build(store, bot=PROFILE), port) as open_port:
                click.echo(starting.emulator_alone(open_port))
                await stopping.wait()

    try:
        asyncio.run(serve())
    except PortTaken as error:
        raise click.ClickException(starting.port_taken(error.port)) from error


@main.command()
def check() -> None:
    """检查设置、知识库、放假日历和数据库；有错退出码为1。"""
    findings = checking.check(_load_config, date.today())  # noqa: DTZ011 the machine's own day will do for a warning
    for finding in findings:
        click.echo(starting.finding(finding))
    if any(finding.grave for finding in findings):
        sys.exit(1)


@main.command()
@click.argument("questions", nargs=-1)
@click.option("--knowledge", "folder", type=click.Path(path_type=Path), help="另用一个知识文件夹")
@click.option("--town", help="提问人所在的镇（街、场）")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="当作哪一天")
@click.option("--top", default=3, show_default=True, help="列出前几个候选")
@click.option("--json", "as_json", is_flag=True, help="只输出 JSON，每个问题一行")
def ask(
    questions: tuple[str, ...], folder: Path | None, town: str | None, today: datetime | None, top: int, as_json: bool
) -> None:
    """只用知识库回答问题；不给问题时逐行读标准输入。"""
    lines: Iterable[str] = questions or (line.rstrip("\r\n") for line in sys.stdin)
    day = _day(today)
    try:
        base = load_knowledge(folder) if folder else shipped_knowledge()
    except KnowledgeError as error:
        raise click.ClickException(str(error)) from error
    matcher = Matcher(list(base.entries.values()))
    told = partial(policy_texts.plain, base=base, today=day)
    for answer in ask_lines(lines, matcher, town=town, today=day, top=top, told=told):
        click.echo(json.dumps(answer, ensure_ascii=False) if as_json else starting.asked(answer))


@main.command()
@click.argument("sentences", nargs=-1)
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="当作哪一天")
@click.option("--town", help="说话人所在的镇（街、场）")
@click.option("--json", "as_json", is_flag=True, help="只输出 JSON，每句一行")
def read(sentences: tuple[str, ...], today: datetime | None, town: str | None, as_json: bool) -> None:
    """看一句话被理解成什么；不给句子时逐行读标准输入。"""
    places = shipped_places()
    day = _day(today)
    for sentence in sentences or (line.rstrip("\r\n") for line in sys.stdin):
        understood = understand(sentence, day, town, places).as_json()
        click.echo(json.dumps(understood, ensure_ascii=False, indent=None if as_json else 2))


@main.command("export-knowledge")
def export_knowledge() -> None:
    """把聊天里批准的知识库改动印成补丁，可用 git apply 并入 knowledge/ 里的文件。"""
    folder = _config().data_dir / "knowledge"
    files = {path.name: path.read_text(encoding="utf-8-sig") for path in sorted(folder.glob("*.yaml"))}
    try:
        change = overlays.as_change(files, overlays.shipped_texts())
    except YamlComplaint as complaint:
        raise click.ClickException(str(complaint)) from complaint
    click.echo(change or starting.no_knowledge_changed(), nl=not change, err=not change)


@main.command("import")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="只检查并说明会改什么，不写入")
@click.option("--skip-bad", is_flag=True, help="跳过有问题的行，导入其余的")
@click.option("--links", type=click.Path(path_type=Path), help="邀请链接写到哪个 xlsx，默认写在名单旁边")
@click.option("--template", type=click.Path(path_type=Path), help="在这里写一份空的名单模板")
def import_people(file: Path | None, dry_run: bool, skip_bad: bool, links: Path | None, template: Path | None) -> None:
    """从 xlsx 名单导入人员；有一行不对就都不写入，逐行说明怎么改。"""
    if template and template.exists():
        raise click.ClickException(importing_texts.template_there(template))
    if template:
        _write(template, people_template(shipped_places()), 0o644)
        click.echo(importing_texts.template_written(template))
    elif file is None:
        raise click.ClickException(importing_texts.nothing_given())
    if file is None:
        return
    try:
        roster = importing.read(file, shipped_places(), importing_texts.ROLE_NAMES, _day(None))
    except WorkError as refusal:
        raise click.ClickException(importing_texts.refused(refusal)) from refusal
    settings = _config()
    # Asked before the transaction opens: nobody else can write while it is open, and the network may be slow.
    username = None if dry_run else asyncio.run(_username(settings))
    with _session(settings) as session:
        plan = importing.examine(session, roster)
        click.echo(importing_texts.examined(plan, roster))
        refused = bool(plan.problems) and not skip_bad
        if dry_run or refused:
            click.echo(importing_texts.only_tried() if dry_run else importing_texts.not_written())
            sys.exit(int(refused))
        path = links or _free_name(file.with_name(importing_texts.LINKS_FILE))
        _import(session, plan, path, partial(importing_texts.link_address, username=username))


@main.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
def backup(file: Path | None) -> None:
    """备份全部记录、照片和知识库改动；运行中也可以备份。不写文件名就存到 data/backups/，只留最近14份。"""
    settings, now = _config(), datetime.now(TEAM_ZONE)
    place = settings.data_dir / backups.FOLDER
    with _session(settings) as session, _refused():
        session.commit()  # the assistant can write on while the backup is made
        path = file or place / backups.nightly_name(now)
        made = backups.make(backups.source(session), settings.data_dir, path, now)
        backups.note(session, backup_texts.COMMAND_LINE, made, now)
        session.commit()
    if file is None:
        backups.clear_away(place)
    click.echo(backup_texts.made(made))


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore(file: Path) -> None:
    """把备份恢复到空的数据库和数据文件夹；SQLite 的备份也可以恢复到 PostgreSQL，反过来也行。"""
    settings = _config()
    with _alone(settings), _refused():
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        engine = open_engine(settings.database_url)
        restored = backups.restore(engine, settings.data_dir, file, datetime.now(TEAM_ZONE))
        engine.dispose()
    click.echo(backup_texts.restored(restored))


@main.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
def export(file: Path | None) -> None:
    """导出一份给人看的数据：CSV、JSON、照片和说明，装在一个 zip 里；每次导出都记入日志。"""
    settings, now = _config(), datetime.now(TEAM_ZONE)
    path = file or Path(export_texts.file_name(now))
    with _session(settings) as session, _refused():
        exporting.note(session, backup_texts.COMMAND_LINE, path.name, now)
        session.commit()
        counts = full_export(exporting.tables(session), settings.data_dir, path, now)
    click.echo(backup_texts.exported(path.resolve(), counts))


@contextlib.contextmanager
def _refused() -> Iterator[None]:
    """What cannot be made or restored is said in one sentence."""
    try:
        yield
    except WorkError as refusal:
        raise click.ClickException(backup_texts.refused(refusal)) from refusal
    except SQLAlchemyError as error:
        raise click.ClickException(importing_texts.database_refuses(error)) from error
    except OSError as error:
        raise click.ClickException(backup_texts.disk_refuses(error)) from error


def _import(session: Session, plan: importing.Plan, path: Path, address: Callable[[str], str]) -> None:
    """Writes the people and, beside, their links; where the file cannot be written, nobody is."""
    made = importing.carry_out(session, importing_texts.ACTOR, plan, datetime.now(TEAM_ZONE))
    if made:
        _write(path, invite_links(made, address), 0o600)
    session.commit()
    click.echo(importing_texts.written(plan))
    if made:
        click.echo(importing_texts.links_written(path.resolve(), len(made)))


def _free_name(path: Path) -> Path:
    """This path, or 邀请链接2.xlsx and so on where the links of an earlier import lie there."""
    later = (path.with_stem(f"{path.stem}{number}") for number in itertools.count(2))
    return path if not path.exists() else next(one for one in later if not one.exists())


def _write(path: Path, content: bytes, mode: int) -> None:
    try:
        path.touch(mode)
        path.write_bytes(content)
    except OSError as error:
        raise click.ClickException(importing_texts.cannot_write(path)) from error


@contextlib.contextmanager
def _session(settings: Config) -> Iterator[Session]:
    """One transaction on the migrated database, undone unless the block commits."""
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.ClickException(starting.folder_unwritable(settings.data_dir)) from error
    try:
        with contextlib.ExitStack() as stack:
            engine = open_engine(settings.database_url)
            stack.callback(engine.dispose)
            migrate(engine)
            session = stack.enter_context(sessions(engine)())
            people.found_teams(session, shipped_places())
            yield session
    except SQLAlchemyError as error:
        raise click.ClickException(importing_texts.database_refuses(error)) from error


async def _username(settings: Config) -> str | None:
    """What Telegram calls the assistant; None without a token or a connection."""
    if settings.bot_token is None:
        return None
    with contextlib.suppress(TelegramError):
        async with _wire(settings, settings.bot_token, settings.telegram_base_url or config.TELEGRAM_API) as wire:
            return wire.username
    return None


def _day(given: datetime | None) -> date:
    return given.date() if given else datetime.now(TEAM_ZONE).date()


def _load_config() -> Config:
    return config.load(Path(os.environ.get("CONFIG_DIR") or HERE))


def _hours(said: HoursSettings) -> Hours:
    quiet = tuple(Span(start, end) for start, end in said.quiet)
    return Hours(said.digest_at, quiet, said.unasked_a_day)


def _config() -> Config:
    try:
        return _load_config()
    except ConfigError as error:
        raise click.ClickException(starting.bad_config(error.complaints)) from error


async def _run(settings: Config, port: int, host: str, clock: Clock) -> None:
    """Prepares what lasts, opens Telegram (or ours), and works until told to stop."""
    engine, store, watch, shelf = _prepared(settings, clock)
    clock.begin()
    with store.begin() as session:
        wait_turn(session.connection(), Turn.PREPARING)
        people.found_teams(session, shelf.knowledge.places)
        departments.found(session, departments.shipped(), sample=True)
        for number in settings.settings.admins:
            plan = PostPlan(Role.ADMIN, Scope.CITY, CITY_NAME)
            people.enlist(session, number, starting.FIRST_ADMIN, [plan], clock.now())
        if settings.bot_token in (None, EMULATOR_TOKEN):
            demonstration.cast(session, clock.now())
        menus.owe_changed(session, clock.now())
        if clock.demonstrates:
            duties.wind_back(session, shelf.knowledge.hours, clock.now())
        if engine.dialect.name == "sqlite":
            deliveries.take_over(session)
            errands.take_over(session)
    pacing = _pacing(settings, clock)
    with _stopping() as stopping:
        pages = [health.ROUTE, calendar_feed.route(store, shelf, clock.now)]
        async with _telegram(settings, port, host, clock, partial(Site, pages)) as (wire, address):
            if not await _connected(wire, stopping):
                return
            if settings.bot_token:
                click.echo(starting.telegram_runs(wire.username))
            entrance = partial(_posted, settings, wire, pages, port, host) if settings.webhook_url else None
            assistant = Assistant(wire, store, handlers.register(), shelf, clock.now, pacing, watch, address, entrance)
            await assistant.run(stopping)
    engine.dispose()


async def _deliver(settings: Config, token: str) -> None:
    """Sends what is owed until told to stop."""
    clock = Clock()
    engine, store, watch, shelf = _prepared(settings, clock)
    if engine.dialect.name == "sqlite":
        with store.begin() as session:
            deliveries.take_over(session)
    wire = _wire(settings, token, settings.telegram_base_url or config.TELEGRAM_API)
    with _stopping() as stopping:
        async with contextlib.AsyncExitStack() as stack:
            stack.push_async_callback(wire.shutdown)
            if await _connected(wire, stopping):
                click.echo(starting.delivers(wire.username))
                sender = Sender(wire, store, handlers.register(), shelf, clock.now, _pacing(settings, clock), watch)
                await sender.run(stopping)
    engine.dispose()


def _prepared(settings: Config, clock: Clock) -> tuple[Engine, sessionmaker[Session], Watch, Shelf]:
    """The migrated database, and the knowledge with those who watch over it."""
    engine = open_engine(settings.database_url)
    try:
        migrate(engine)
    except OperationalError as error:
        raise click.ClickException(starting.database_away()) from error
    store = sessions(engine)
    watch = Watch(settings.data_dir / "knowledge", _hours(settings.settings.hours))
    shelf = _knowledge(watch, store, clock.now())
    knowing.settle()
    return engine, store, watch, shelf


def _pacing(settings: Config, clock: Clock) -> Pacing:
    pace = settings.settings.pace
    return Pacing(Rate(pace.per_second, pace.burst), pace.in_flight, clock.speed)


async def _posted(
    settings: Config, wire: Wire, pages: Sequence[BaseRoute], port: int, host: str, take: Take
) -> None:  # fmt: skip
    """Serves what Telegram posts, and our pages, until cancelled; what is being taken then is still taken.

    The webhook stays set when we stop: Telegram keeps what it cannot deliver, and other processes may still listen.
    """
    url, secret = settings.webhook_url, settings.webhook_secret
    if url is None or secret is None:
        raise ValueError("no webhook is configured")
    site = Site([webhook(config.WEBHOOK_PATH, secret, take), *pages])
    async with serving(site, port, host) as open_port:
        await ask_to_post(wire, url, secret)
        click.echo(starting.webhook_runs(url, host, open_port))
        await asyncio.Event().wait()


def _knowledge(watch: Watch, store: sessionmaker[Session], now: datetime) -> Shelf:
    """What the assistant knows at its start: the shipped files, and over them what the editors approved."""
    with store.begin() as session:
        latest = editions.latest(session, now)
    try:
        return watch.open(latest)
    except KnowledgeError as error:
        raise click.ClickException(starting.bad_knowledge(error)) from error


@contextlib.contextmanager
def _alone(settings: Config) -> Iterator[None]:
    """SQLite, and the emulator's phones, belong to one process; on PostgreSQL any number may work."""
    shared = settings.bot_token is not None and not settings.database_url.startswith("sqlite")
    try:
        with contextlib.nullcontext() if shared else hold(settings.data_dir):
            yield
    except FolderInUse as error:
        raise click.ClickException(starting.folder_in_use(error.folder)) from error
    except FolderUnwritable as error:
        raise click.ClickException(starting.folder_unwritable(error.folder)) from error


@contextlib.asynccontextmanager
async def _telegram(
    settings: Config, port: int, host: str, clock: Clock, site: Callable[..., Site]
) -> AsyncIterator[tuple[Wire, str]]:
    """The wire to Telegram, or to an emulator that is served within the block and outlives the assistant.

    Beside it the address of our pages: with a token they are served where PUBLIC_URL says what they are called.
    """
    async with contextlib.AsyncExitStack() as stack:
        token, base = settings.bot_token, settings.telegram_base_url or config.TELEGRAM_API
        address = settings.public_url or ""
        if token is None:
            store = Store(settings.data_dir / "emulator.db")
            _people_the_emulator(store)
            application = emulator_app.build(
                store, bot=PROFILE, now=lambda: clock.now().timestamp(), elapsed=time.monotonic
            )
            open_port = await stack.enter_async_context(serving(site(application), port, host))
            token, base = EMULATOR_TOKEN, f"http://127.0.0.1:{open_port}/bot"
            address = address or f"http://127.0.0.1:{open_port}"
            click.echo(starting.emulator_runs(open_port))
        elif address and not settings.webhook_url:
            await stack.enter_async_context(serving(site(), port, host))
        wire = _wire(settings, token, base)
        stack.push_async_callback(wire.shutdown)
        yield wire, address


def _wire(settings: Config, token: str, base: str) -> Wire:
    proxy = settings.telegram_proxy
    polling = AiohttpRequest(connections=1, proxy=proxy)
    request = AiohttpRequest(proxy=proxy)
    return Wire(token, base_url=base, request=request, get_updates_request=polling, folder=settings.data_dir)


async def _connected(wire: Wire, stopping: asyncio.Event) -> bool:
    """Tries until Telegram has answered who we are; False when told to stop first."""
    patience = Patience()
    while not stopping.is_set():
        try:
            await wire.initialize()
        except InvalidToken as error:
            raise click.ClickException(starting.bad_token()) from error
        except TelegramError as error:
            click.echo(starting.telegram_away(error.message), err=True)
            await patience.wait()
        else:
            return True
    return False


def _people_the_emulator(store: Store) -> None:
    """The demo cast has phones; everybody but the stranger has opened the assistant before."""
    for one in demonstration.CAST:
        person = store.add_person(one.telegram_id, one.name, one.note)
        person.started = person.started or one.post is not None
        store.save_person(person)


@contextlib.contextmanager
def _stopping() -> Iterator[asyncio.Event]:
    """An event that Ctrl-C and SIGTERM set."""
    loop, stopping = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopping.set)
    try:
        yield stopping
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)


if __name__ == "__main__":
    main()
