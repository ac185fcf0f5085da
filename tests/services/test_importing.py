"""A list of people handed in as xlsx: what passes, what is sent back with its mend, and who is a member afterwards."""

import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from db.engine import open_engine, sessions
from db.models import AuditLine, Invite, Member, Post, Team
from knowledge.places import shipped
from reports.invite_links import HEADINGS, invite_links
from reports.people_template import template
from services import importing, joining, people
from services.access import Role, Scope
from services.clock import TEAM_ZONE
from services.importing import PersonalLink, Plan, Roster
from services.joining import AlreadySomebody, LinkUnusable
from services.people import PostPlan
from services.work import WorkError
from tests.typography import slips
from texts import importing as texts

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=TEAM_ZONE)
HEADER = ("姓名", "职务", "镇（街、场）", "手机", "Telegram编号", "进驻日", "备注")
HARD_CELLS = (
    "=HYPERLINK(1)", "上绕镇", 0, -1, 1e20, 3.5, True, "　", "\u200b", "陈" * 300, "陈\n明", date(1900, 1, 1),
    "2026-13-01", "2026-2-29", "٣", "１３８００１３８０００", "<b>", "😀",
)  # fmt: skip


@pytest.fixture
def session(database_url: str) -> Iterator[Session]:
    engine = open_engine(database_url)
    with sessions(engine)() as session:
        people.found_teams(session, shipped())
        yield session
    engine.dispose()


@pytest.fixture
def desk(session: Session, tmp_path: Path) -> "Desk":
    return Desk(session, tmp_path / "people.xlsx")


class Desk:
    """Whoever sits at the command line with a list."""

    def __init__(self, session: Session, path: Path) -> None:
        self.session = session
        self.path = path

    def typed(self, *rows: Sequence[object], header: Sequence[object] = HEADER) -> Path:
        book = Workbook()
        sheet = active(book)
        sheet.append(list(header))
        for row in rows:
            sheet.append(list(row))
        book.save(self.path)
        return self.path

    def rewrites(self, part: str, change: Callable[[bytes], bytes]) -> None:
        """Changes one part inside the file, as other programs and broken disks do."""
        with zipfile.ZipFile(BytesIO(self.path.read_bytes())) as whole:
            parts = {name: whole.read(name) for name in whole.namelist()}
        with zipfile.ZipFile(self.path, "w") as archive:
            for name, content in parts.items():
                changed = change(content) if name.endswith(part) else content
                assert changed != content or not name.endswith(part)
                archive.writestr(name, changed)

    def reads(self) -> Roster:
        return importing.read(self.path, shipped(), texts.ROLE_NAMES, NOW.date())

    def examines(self, *rows: Sequence[object], header: Sequence[object] = HEADER) -> tuple[Plan, list[str]]:
        """The plan, and what the command line says of it, line by line."""
        self.typed(*rows, header=header)
        roster = self.reads()
        plan = importing.examine(self.session, roster)
        said = texts.examined(plan, roster)
        assert slips(said) == []
        return plan, said.splitlines()

    def mends(self, *rows: Sequence[object], header: Sequence[object] = HEADER) -> list[str]:
        """Only the lines of the rows to mend."""
        return [line for line in self.examines(*rows, header=header)[1] if line.startswith("第")]

    def imports(self, *rows: Sequence[object], now: datetime = NOW) -> list[PersonalLink]:
        plan, _ = self.examines(*rows)
        return importing.carry_out(self.session, "王工", plan, now)

    def refused(self) -> str:
        with pytest.raises(WorkError) as refusal:
            self.reads()
        assert slips(texts.refused(refusal.value)) == []
        return texts.refused(refusal.value)

    def member(self, name: str) -> Member:
        return self.session.scalars(select(Member).where(Member.name == name)).one()

    def leaves(self, name: str) -> Member:
        """The member has left; the row is read anew."""
        self.session.execute(update(Member).where(Member.name == name).values(left_at=NOW))
        self.session.expire_all()
        return self.member(name)

    def posts(self, name: str) -> set[tuple[str, str]]:
        """Role and place of everything this person holds now."""
        held = select(Post.role, Post.scope_name).join(Member).where(Member.name == name, Post.until.is_(None))
        return set(self.session.execute(held))

    def count(self, table: type[Member] | type[Post] | type[Invite]) -> int:
        return self.session.scalar(select(func.count()).select_from(table)) or 0


def active(book: Workbook) -> Worksheet:
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    return sheet


def test_a_wrong_town_is_sent_back_with_its_row_and_the_likeliest_name(desk: Desk) -> None:
    good = [(f"陈{'一二三四五六七八九'[n]}", "队员", "上饶镇") for n in range(9)]
    plan, said = desk.examines(*good, ("林小", "队员", "上绕镇"))
    assert said[:2] == ["通过9，问题1：", "第11行 镇名“上绕镇”应为“上饶镇”？"]
    assert plan.passed == 9


def test_passed_and_sent_back_rows_add_up_also_when_a_row_has_several_faults(desk: Desk) -> None:
    _, said = desk.examines(("陈明", "队员", "上饶镇"), ("陈1", "组长", "上绕镇", "123", "@x", "明天"))
    assert said[0] == "通过1，问题1："
    assert said[1].count("；") >= 5


def test_a_good_list_becomes_members_with_posts_teams_and_phones(desk: Desk) -> None:
    desk.imports(
        ("陈明", "队长", "上饶", "138 0013 8000", 20001, "2026年11月1日"),
        ("李伟", "督查", "饶平县", "(0768)2261234"),
        ("阿华", "指挥部", "潮州市", "+86 13800138001"),
        ("王丽", "部门", "农业农村局", 13800138002),
        ("赵云", "镇党委书记", "枫溪区"),
    )
    assert desk.posts("陈明") == {(Role.CAPTAIN, "上饶镇")}
    assert desk.posts("李伟") == {(Role.INSPECTOR, "饶平县")}
    assert desk.posts("阿华") == {(Role.OFFICE, "潮州市")}
    assert desk.posts("王丽") == {(Role.DEPARTMENT, "农业农村局")}
    assert desk.posts("赵云") == {(Role.PARTY_SECRETARY, "枫溪镇")}
    phones = {name: desk.member(name).phone for name in ("陈明", "李伟", "阿华", "王丽", "赵云")}
    assert phones == {
        "陈明": "13800138000", "李伟": "0768-2261234", "阿华": "13800138001", "王丽": "13800138002", "赵云": None,
    }  # fmt: skip
    chen = desk.member("陈明")
    team = desk.session.get_one(Team, chen.team_id)
    assert (chen.telegram_id, team.town, team.stationed_on) == (20001, "上饶镇", date(2026, 11, 1))


@pytest.mark.parametrize(
    ("row", "mend"),
    [
        (("", "队员", "上饶镇"), "缺姓名"),
        (("Chen", "队员", "上饶镇"), "姓名“Chen”应为2至20个汉字"),
        (("陈明", "", "上饶镇"), "缺职务，可写：队员、第一书记、队长"),
        (("陈明", "队掌", "上饶镇"), "职务“队掌”应为“队长”？"),
        (("陈明", "组长", "上饶镇"), "职务“组长”"),
        (("陈明", "队员", ""), "缺镇（街、场），队员要写明"),
        (("陈明", "队员", "天河区"), "镇名“天河区”不在潮州的镇（街、场）里"),
        (("陈明", "队员", "太平街道"), "“太平街道”没有驻镇工作队"),
        (("陈明", "队长", "饶平县"), "职务“队长”要写镇（街、场）名，不能写“饶平县”"),
        (("陈明", "指挥部", "上饶镇"), "职务“指挥部”要写县区名或“潮州市”，不能写“上饶镇”"),
        (("陈明", "管理员", "饶平县"), "职务“管理员”要写“潮州市”"),
        (("陈明", "部门", ""), "缺部门"),
        (("陈明", "队员", "上饶镇", "1380013800"), "手机“1380013800”应为11位"),
        (("陈明", "队员", "上饶镇", "13800138000/13900139000"), "应为11位"),
        (("陈明", "队员", "上饶镇", None, "@chenming"), "Telegram编号“@chenming”应为一串数字"),
        (("陈明", "队员", "上饶镇", None, 2**52), "应为一串数字"),
        (("陈明", "队员", "上饶镇", None, None, "下周一"), "进驻日“下周一”看不明白，请写成 2026-11-22"),
        (("陈明", "队员", "上饶镇", None, None, "2026-02-30"), "进驻日“2026-02-30”不存在，2月最后一天是28日"),
        (("陈明", "队员", "上饶镇", None, None, "2024/2/30"), "2月最后一天是29日"),
        (("陈明", "队员", "上饶镇", None, None, "2026.12.32"), "12月最后一天是31日"),
        (("陈明", "队员", "上饶镇", None, None, "20261301"), "没有13月"),
        (("陈明", "队员", "上饶镇", None, None, date(1926, 11, 1)), "不在2015年至2027年之间"),
        (("陈明", "知识编辑", "潮州市", None, None, date(2026, 11, 1)), "进驻日只填在镇（街、场）的人员上"),
        (("陈明", "队员", "上饶镇", "=D3"), "手机是公式，请复制后选择性粘贴为“值”"),
    ],
)
def test_every_fault_of_a_row_comes_with_its_mend(desk: Desk, row: Sequence[object], mend: str) -> None:
    [said] = desk.mends(("林小", "队员", "上饶镇"), row)
    assert said.startswith("第3行 ")
    assert mend in said


def test_an_id_number_in_the_phone_column_is_not_repeated_on_the_screen(desk: Desk) -> None:
    [said] = desk.mends(("陈明", "队员", "上饶镇", "11010519491231002X"))
    assert "1949" not in said


def test_columns_are_found_in_any_order_spaced_full_width_and_below_a_title(desk: Desk) -> None:
    book = Workbook()
    sheet = active(book)
    sheet.append(["工作队名单"])
    sheet.append([])
    sheet.append(["备 注", "ＴＥＬＥＧＲＡＭ ID", "县（区）", " 镇(街道) ", "姓　名", "身份证号", "职务（必填）"])
    sheet.append(["", "２０００１", "饶平", "上饶镇", "陈 明", "x", "队 长"])
    book.save(desk.path)
    roster = desk.reads()
    plan = importing.examine(desk.session, roster)
    assert [(one.row, one.name, one.telegram_id, one.town) for one in plan.listed] == [(4, "陈明", 20001, "上饶镇")]
    assert "没有用到的列：身份证号" in texts.examined(plan, roster)


def test_a_town_and_a_district_that_do_not_belong_together_are_sent_back(desk: Desk) -> None:
    header = ("姓名", "职务", "镇", "县区")
    [said] = desk.mends(("陈明", "队员", "上饶镇", "潮安区"), ("林小", "队员", "上饶镇", "饶平县"), header=header)
    assert said == "第2行 上饶镇属于饶平县，不属于“潮安区”，请核对"


def test_missing_columns_are_named(desk: Desk) -> None:
    desk.typed(("陈明", "13800138000"), header=("姓名", "手机"))
    assert "表头缺：职务、镇（街、场）" in desk.refused()


def test_one_fact_in_two_columns_is_refused(desk: Desk) -> None:
    desk.typed(("陈明", "队员", "上饶镇", 1, 2), header=("姓名", "职务", "镇", "电话", "手机号码"))
    assert desk.refused() == "表头“电话”和“手机号码”是同一项，请只留一列"


def test_of_two_sheets_with_lists_none_is_chosen_silently(desk: Desk) -> None:
    book = Workbook()
    active(book).title = "饶平"
    for name in ("饶平", "潮安"):
        sheet = book[name] if name in book.sheetnames else book.create_sheet(name)
        sheet.append(HEADER)
    book.save(desk.path)
    assert "2个工作表都有人员名单：饶平、潮安" in desk.refused()


def test_a_hidden_sheet_does_not_count(desk: Desk) -> None:
    book = Workbook()
    for sheet, town in ((active(book), "上饶镇"), (book.create_sheet("旧名单"), "上绕镇")):
        sheet.append(list(HEADER))
        sheet.append(["陈明", "队员", town])
    book["旧名单"].sheet_state = "hidden"
    book.save(desk.path)
    assert [one.name for one in desk.reads().people] == ["陈明"]


def test_a_sheet_that_lies_about_its_size_is_read_whole(desk: Desk) -> None:
    desk.typed(("陈明", "队员", "上饶镇"))
    desk.rewrites("sheet1.xml", lambda content: content.replace(b'ref="A1:G2"', b'ref="A1:A1"'))
    assert [one.name for one in desk.reads().people] == ["陈明"]


def test_a_name_with_a_point_is_a_name(desk: Desk) -> None:
    plan, _ = desk.examines(("阿依•古丽", "队员", "上饶镇"), ("欧阳 明", "队员", "上饶镇"), ("㙟𠮷", "队员", "上饶镇"))
    assert [one.name for one in plan.listed] == ["阿依·古丽", "欧阳明", "㙟𠮷"]


def test_an_example_row_is_left_out_and_an_empty_list_says_so(desk: Desk) -> None:
    desk.path.write_bytes(template(shipped()))
    roster = desk.reads()
    plan = importing.examine(desk.session, roster)
    assert (plan.passed, plan.problems, roster.examples) == (0, [], 1)
    assert "名单里没有人" in texts.examined(plan, roster)


def spoilt(kind: str) -> bytes:
    if kind == "text":
        return "姓名,职务\n陈明,队员\n".encode("gbk")
    if kind == "encrypted":
        return bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    if kind == "xls":
        return bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600 + "Workbook".encode("utf-16-le")
    whole = template(shipped())
    if kind == "cut":
        return whole[: len(whole) // 2]
    content = BytesIO(whole if kind == "macros" else b"")
    with zipfile.ZipFile(content, "a") as archive:
        archive.writestr("xl/vbaProject.bin" if kind == "macros" else "word/document.xml", b"x")
    return content.getvalue()


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("text", "不是 xlsx 表格"),
        ("encrypted", "设了密码"),
        ("xls", "旧的 xls 格式"),
        ("cut", "已损坏"),
        ("macros", "带有宏"),
        ("docx", "不是 xlsx 表格"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_what_to_do(desk: Desk, kind: str, said: str) -> None:
    desk.path.write_bytes(spoilt(kind))
    assert said in desk.refused()
    assert "people.xlsx" in desk.refused()


def test_a_sheet_that_breaks_off_in_the_middle_is_called_damaged(desk: Desk) -> None:
    desk.typed(*[(f"陈{'一二三四五六七八九'[n % 9]}", "队员", "上饶镇") for n in range(200)])
    desk.rewrites("sheet1.xml", lambda content: content[: len(content) // 2])
    assert "已损坏" in desk.refused()


def test_a_missing_file_and_an_endless_one_are_refused(desk: Desk) -> None:
    assert "没有这个文件" in desk.refused()
    book = Workbook()
    sheet = active(book)
    sheet.append(HEADER)
    sheet.cell(200_000, 1, "陈明")
    book.save(desk.path)
    assert "超过10万行" in desk.refused()


@pytest.mark.parametrize("column", range(len(HEADER)))
def test_whatever_a_cell_holds_its_row_passes_or_is_sent_back(desk: Desk, column: int) -> None:
    row = ["陈明", "队员", "上饶镇", "13800138000", 20001, "2026-11-01", ""]
    rows = [[*row[:column], cell, *row[column + 1 :]] for cell in HARD_CELLS]
    plan, _ = desk.examines(*rows)
    assert plan.passed + len({problem.row for problem in plan.problems}) == len(rows)


def test_examining_writes_nothing(desk: Desk) -> None:
    desk.examines(("陈明", "队员", "上饶镇"))
    assert (desk.count(Member), desk.count(Post), desk.count(Invite)) == (0, 0, 0)


def test_the_same_person_twice_is_one_member_with_everything_the_rows_say(desk: Desk) -> None:
    rows = [
        ("陈明", "队员", "上饶镇", "13800138000"),
        ("陈明", "队员", "上饶镇"),
        ("陈明", "第一书记", "上饶镇", "", 20001),
    ]
    plan, said = desk.examines(*rows)
    assert "重复的1行已合并" in said[1]
    importing.carry_out(desk.session, "王工", plan, NOW)
    chen = desk.member("陈明")
    assert (chen.phone, chen.telegram_id) == ("13800138000", 20001)
    assert desk.posts("陈明") == {(Role.MEMBER, "上饶镇"), (Role.FIRST_SECRETARY, "上饶镇")}


def test_namesakes_in_two_towns_stay_two(desk: Desk) -> None:
    desk.imports(("陈明", "队员", "上饶镇", "13800138000"), ("陈明", "队员", "浮山镇", "13800138001"))
    assert desk.count(Member) == 2


@pytest.mark.parametrize(
    ("second", "mend"),
    [
        (("陈明", "队员", "上饶镇", "13800138001"), "与第2行是同一人，手机却不同"),
        (("陈明", "队员", "上饶镇", None, 20002), "与第2行是同一人，Telegram编号却不同"),
        (("林小", "队员", "上饶镇", None, 20001), "Telegram编号与第2行的陈明相同"),
        (("陈明", "队员", "浮山镇", "13800138000"), "陈明已在上饶镇，不能再编入浮山镇"),
        (("林小", "队员", "上饶镇", None, None, "2026-11-02"), "上饶镇的进驻日与第2行（2026年11月1日）不同"),
    ],
)
def test_rows_that_contradict_an_earlier_one_are_sent_back(desk: Desk, second: Sequence[object], mend: str) -> None:
    [said] = desk.mends(("陈明", "队员", "上饶镇", "13800138000", 20001, "2026-11-01"), second)
    assert said.startswith("第3行 ")
    assert mend in said


def test_importing_the_same_list_again_changes_nothing(desk: Desk) -> None:
    rows = [("陈明", "队长", "上饶镇", "13800138000", 20001), ("李伟", "督查", "饶平县")]
    desk.imports(*rows)
    before = desk.count(Member), desk.count(Post)
    _, said = desk.examines(*rows)
    desk.imports(*rows, now=NOW + timedelta(days=1))
    assert said[1] == "新增0人，更新0人，不变2人"
    assert (desk.count(Member), desk.count(Post)) == before


def test_a_known_person_is_updated_and_a_change_of_role_is_shown_before_it_is_made(desk: Desk) -> None:
    desk.imports(("陈明", "队员", "上饶镇", "13800138000"))
    rows = [("陈明", "队长", "上饶镇", "13900139000")]
    assert "第2行 陈明：上饶镇队员 → 上饶镇队长" in desk.examines(*rows)[1]
    desk.imports(*rows)
    assert desk.posts("陈明") == {(Role.CAPTAIN, "上饶镇")}
    assert desk.member("陈明").phone == "13900139000"


def test_a_post_elsewhere_is_added_and_never_taken_away(desk: Desk) -> None:
    desk.imports(("阿华", "指挥部", "潮州市", "13800138000"), ("阿华", "管理员", "潮州市", "13800138000"))
    desk.imports(("阿华", "指挥部", "潮州市"))
    desk.imports(("阿华", "督查", "饶平县", "13800138000"))
    assert desk.posts("阿华") == {(Role.OFFICE, "潮州市"), (Role.ADMIN, "潮州市"), (Role.INSPECTOR, "饶平县")}
    assert desk.count(Member) == 1


def test_what_the_list_leaves_empty_stays_as_it_was(desk: Desk) -> None:
    desk.imports(("陈明", "队员", "上饶镇", "13800138000", 20001))
    links = desk.imports(("陈明", "队长", "上饶镇"), ("林小", "队员", "上饶镇"))
    assert (desk.member("陈明").phone, desk.member("陈明").telegram_id) == ("13800138000", 20001)
    assert [one.name for one in links] == ["林小"]


@pytest.mark.parametrize(
    ("row", "mend"),
    [
        (("林小", "队员", "上饶镇", None, 20001), "Telegram编号20001已登记为陈明"),
        (("陈明", "队员", "上饶镇", None, 20002), "Telegram编号20002与已登记的20001不同"),
        (("陈明", "队员", "浮山镇", None, 20001), "陈明已在上饶镇，不能再编入浮山镇"),
        (("陈明", "队员", "浮山镇", "13800138000"), "陈明已在上饶镇，不能再编入浮山镇"),
    ],
)
def test_rows_that_contradict_the_database_are_sent_back(desk: Desk, row: Sequence[object], mend: str) -> None:
    desk.imports(("陈明", "队员", "上饶镇", "13800138000", 20001))
    [said] = desk.mends(row)
    assert mend in said


def test_namesakes_in_one_team_are_told_apart_by_their_phones(desk: Desk) -> None:
    for telegram_id, phone in ((20001, "13800138000"), (20002, "13800138001")):
        member = people.enlist(desk.session, telegram_id, "陈明", [PostPlan(Role.MEMBER, Scope.TEAM, "上饶镇")], NOW)
        member.phone = phone
    desk.session.flush()
    assert "不止一位陈明" in desk.mends(("陈明", "队员", "上饶镇"))[0]
    desk.imports(("陈明", "队长", "上饶镇", "13800138001"))
    captain = desk.session.scalars(select(Member).join(Post).where(Post.role == Role.CAPTAIN)).one()
    assert captain.telegram_id == 20002


def test_who_had_left_comes_back_as_the_same_member_also_into_another_team(desk: Desk) -> None:
    desk.imports(("陈明", "队员", "上饶镇", None, 20001))
    chen = desk.leaves("陈明")
    desk.imports(("陈明", "队员", "浮山镇", None, 20001))
    desk.session.refresh(chen)
    assert chen.left_at is None
    assert desk.session.get_one(Team, chen.team_id).town == "浮山镇"
    assert (Role.MEMBER, "浮山镇") in desk.posts("陈明")
    desk.leaves("陈明")
    desk.imports(("陈明", "队员", "浮山镇", None, 20001))
    desk.session.refresh(chen)
    assert chen.left_at is None


def test_a_name_alone_does_not_bring_back_one_who_left(desk: Desk) -> None:
    desk.imports(("陈明", "队员", "上饶镇", "13800138000"))
    desk.leaves("陈明")
    desk.imports(("陈明", "队员", "上饶镇", "13800138000"))
    assert desk.count(Member) == 2


def test_a_town_s_new_date_is_shown_beside_the_old_one(desk: Desk) -> None:
    desk.imports(("陈明", "队员", "上饶镇", None, None, "2026-11-01"))
    _, said = desk.examines(("陈明", "队员", "上饶镇", None, None, "2026-11-03"))
    assert "上饶镇的进驻日由2026年11月1日改为2026年11月3日" in said


def test_the_audit_log_knows_who_imported_whom_into_what(desk: Desk) -> None:
    desk.imports(("陈明", "队员", "上饶镇"))
    desk.imports(("陈明", "队长", "上饶镇"))
    lines = [(one.actor, one.subject, one.before, one.after) for one in desk.session.scalars(select(AuditLine))]
    assert lines == [
        ("王工", "陈明", None, "member@上饶镇"),
        ("王工", "陈明", "member@上饶镇", "captain@上饶镇"),
    ]


def test_only_those_without_a_telegram_number_get_a_link(desk: Desk) -> None:
    links = desk.imports(("陈明", "队员", "上饶镇"), ("林小", "队长", "上饶镇", None, 20001))
    assert [(one.name, one.plan.role) for one in links] == [("陈明", Role.MEMBER)]


def test_a_personal_link_lets_its_person_in_at_once_and_nobody_after(desk: Desk) -> None:
    [made] = desk.imports(("陈明", "队员", "上饶镇"))
    assert desk.member("陈明").joined_at is None
    assert joining.knock(desk.session, 20001, made.link.word, NOW) is None
    [speaker] = people.speakers(desk.session, [(20001, "手机昵称")]).values()
    assert (speaker.name, speaker.roles) == ("陈明", frozenset({Role.MEMBER}))
    assert speaker.team is not None
    assert speaker.team.town == "上饶镇"
    assert desk.member("陈明").joined_at == NOW
    assert joining.knock(desk.session, 20001, made.link.word, NOW + timedelta(days=9)) is None
    with pytest.raises(LinkUnusable, match="used"):
        joining.knock(desk.session, 20002, made.link.word, NOW)


def test_of_two_links_of_one_person_the_second_opens_for_nobody_else(desk: Desk) -> None:
    [first], [second] = desk.imports(("陈明", "队员", "上饶镇")), desk.imports(("陈明", "队员", "上饶镇"))
    joining.knock(desk.session, 20001, second.link.word, NOW)
    with pytest.raises(LinkUnusable, match="used"):
        joining.knock(desk.session, 20002, first.link.word, NOW)
    assert desk.member("陈明").telegram_id == 20001


def test_a_personal_link_is_refused_to_another_member_and_stays_good(desk: Desk) -> None:
    [made] = desk.imports(("陈明", "队员", "上饶镇"), ("林小", "队长", "上饶镇", None, 20001))
    with pytest.raises(AlreadySomebody) as refusal:
        joining.knock(desk.session, 20001, made.link.word, NOW)
    assert (refusal.value.name, refusal.value.invited) == ("林小", "陈明")
    assert joining.knock(desk.session, 20002, made.link.word, NOW) is None


def test_a_personal_link_opens_neither_late_nor_for_one_who_has_left(desk: Desk) -> None:
    [made] = desk.imports(("陈明", "队员", "上饶镇"))
    with pytest.raises(LinkUnusable, match="expired"):
        joining.knock(desk.session, 20001, made.link.word, NOW + timedelta(days=7))
    desk.member("陈明").left_at = NOW
    with pytest.raises(LinkUnusable, match="unknown"):
        joining.knock(desk.session, 20001, made.link.word, NOW)


def test_who_left_and_is_listed_anew_may_use_the_old_phone(desk: Desk) -> None:
    desk.imports(("陈明", "队员", "浮山镇", None, 20001))
    desk.leaves("陈明")
    [made] = desk.imports(("陈明", "队员", "上饶镇"))
    assert joining.knock(desk.session, 20001, made.link.word, NOW) is None
    [speaker] = people.speakers(desk.session, [(20001, "")]).values()
    assert speaker.team is not None
    assert speaker.team.town == "上饶镇"


def test_the_links_are_a_sheet_with_what_each_person_opens(desk: Desk) -> None:
    made = desk.imports(("陈明", "队长", "上饶镇"))
    content = invite_links(made, lambda word: texts.link_address(word, "chaozhou_bot"))
    sheet = active(load_workbook(BytesIO(content)))
    header, row = sheet.iter_rows(values_only=True)
    assert header == HEADINGS
    address = f"https://t.me/chaozhou_bot?start={made[0].link.word}"
    assert row == ("陈明", "上饶镇", "队长", address, datetime(2026, 11, 30, 9, 0))  # noqa: DTZ001 Excel has no zones
    assert texts.link_address("inv_x", None) == "/start inv_x"


def test_the_template_offers_every_role_and_every_town_and_its_rows_import(desk: Desk) -> None:
    desk.path.write_bytes(template(shipped()))
    book = load_workbook(desk.path)
    sheet, lists = book["人员"], book["可选项"]
    assert (sheet.freeze_panes, lists.sheet_state) == ("A2", "hidden")
    offered = {cell.value for column in lists.iter_cols() for cell in column if cell.value}
    assert offered == {
        *texts.ROLE_NAMES,
        *(town.name for town in shipped().teams),
        "湘桥区",
        "潮安区",
        "饶平县",
        "潮州市",
    }
    choices = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert choices == {"B2:B10001": "=可选项!$A$1:$A$9", "C2:C10001": "=可选项!$B$1:$B$49"}
    sheet["A3"], sheet["B3"], sheet["C3"] = "陈明", "队员", "上饶镇"
    book.save(desk.path)
    plan = importing.examine(desk.session, desk.reads())
    assert [one.name for one in plan.listed] == ["陈明"]


def test_ten_thousand_people_come_in_at_once(desk: Desk) -> None:
    digits, towns = "一二三四五六七八九十", [town.name for town in shipped().teams]
    rows = [
        ("陈" + "".join(digits[int(digit)] for digit in f"{n:05}"), "队员", towns[n % 45], f"138{n:08}")
        for n in range(10_000)
    ]
    links = desk.imports(*rows)
    assert (desk.count(Member), desk.count(Post), desk.count(Invite)) == (10_000, 10_000, 10_000)
    last = desk.member(rows[-1][0])
    assert (links[-1].name, last.phone) == (rows[-1][0], rows[-1][3])
