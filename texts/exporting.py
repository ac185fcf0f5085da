"""The words of the full export: names of tables and columns, and the page that explains them."""

import json
from collections.abc import Mapping
from datetime import datetime

from services.clock import TEAM_ZONE

# Tables and columns without a name here appear under the name they have in the database.
_TABLES = {
    "teams": "工作队", "members": "人员", "posts": "职务", "departments": "部门", "visits": "走访",
    "visit_changes": "走访修改", "visit_companions": "走访同行", "visit_looks": "队长看走访",
    "visit_merges": "走访合并", "visit_plans": "走访计划", "promises": "承诺", "pieces": "附件",
    "media_files": "附件文件", "duty_occurrences": "职责", "duty_steps": "职责分步", "duty_turns": "职责经过",
    "duty_arrangements": "职责安排", "own_duties": "新增职责", "absences": "请假",
    "duty_templates": "职责清单", "duty_rules": "职责规则",
    "calendar_days": "放假安排", "notices": "通知", "receipts": "通知回执", "consultations": "政策提问",
    "questions": "待答复问题", "written_answers": "书面答复", "proposals": "问法建议", "editions": "知识库版本",
    "feedback": "意见箱", "talks": "队长有话说", "talk_turns": "发言", "talk_questions": "会上提问",
    "talk_supports": "同问", "highlights": "亮点", "highlight_comments": "亮点点评",
    "highlight_photos": "亮点照片", "issues": "问题", "issue_events": "问题经过",
    "issue_raisers": "问题提出人", "issue_pictures": "问题照片", "groups": "群", "audit": "日志",
}  # fmt: skip
_COLUMNS = {
    "id": "编号", "number": "编号", "name": "姓名或名称", "telegram_id": "Telegram编号", "phone": "手机",
    "team_id": "工作队编号", "member_id": "人员编号", "author_id": "记录人编号", "visit_id": "走访编号",
    "notice_id": "通知编号", "department_id": "部门编号", "occurrence_id": "职责编号", "talk_id": "期次编号",
    "town": "镇", "town_code": "区划代码", "district": "县区", "kind": "类型", "town_class": "帮扶类别",
    "stationed_on": "进驻日", "joined_at": "加入时间", "left_at": "离开时间", "role": "职务", "scope": "范围",
    "scope_name": "范围名称", "since": "起", "until": "止", "said": "原话", "words": "内容", "text": "内容",
    "visited_on": "走访日期", "day_open": "日期待定", "recorded_at": "录入时间", "told_at": "说的时间", "village": "村",
    "household": "对象", "home": "户", "place": "地点", "situation": "情况", "needs": "诉求",
    "actions": "措施", "companions": "同行", "count": "户数", "latitude": "纬度", "longitude": "经度",
    "undone_at": "撤销时间", "what": "事项", "due_on": "截止日", "due_at": "截止时间", "made_on": "作出日",
    "told_on": "告知日", "changed_at": "修改时间", "field": "项目", "before": "原来", "after": "现在",
    "state": "状态", "done_on": "完成日", "done_at": "办结时间", "reason": "原因", "note": "说明",
    "at": "时间", "actor": "经办人", "act": "事项", "subject": "对象", "asked_at": "提出时间",
    "answer": "答复", "answered_at": "答复时间", "sent_at": "发出时间", "confirmed_at": "确认时间",
    "entry_id": "条目", "hash": "文件", "suffix": "后缀", "size": "字节", "caption": "图片说明",
    "raised_at": "提出时间", "closed_at": "办结时间", "theme": "主题", "signed": "是否署名",
    "signature": "署名", "title": "名称", "day": "日期", "year": "年", "working": "是否上班",
    "planned_on": "计划日期",
}  # fmt: skip


def file_name(now: datetime) -> str:
    """Where an export goes unless told otherwise."""
    return f"全部数据-{now.astimezone(TEAM_ZONE):%Y%m%d-%H%M}.zip"


def table_name(name: str) -> str:
    """What people call this table."""
    return _TABLES.get(name, name)


def column_name(name: str) -> str:
    """What people call this column."""
    return _COLUMNS.get(name, name)


def truth(value: bool) -> str:
    """是 or 否."""
    return "是" if value else "否"


def joined(value: object) -> str:
    """A list of words as one cell; what has more to it as JSON."""
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "；".join(value)
    return json.dumps(value, ensure_ascii=False)


def explanation(counts: Mapping[str, int], now: datetime) -> str:
    """The page beside the tables."""
    listed = "\n".join(f"  {table_name(name)}（{name}）：{count}行" for name, count in counts.items())
    return (
        f"潮州驻镇帮扶助手 全部数据\n统计时点：{now.astimezone(TEAM_ZONE):%Y年%m月%d日 %H:%M}（北京时间）\n\n"
        "csv/   每张表一个文件，可以直接用 Excel 打开；时间是北京时间。以 = + - @ 开头的内容前面加了单引号\n"
        "json/  同样的内容，给程序读；时间带时区\n"
        "media/ 照片、语音和文件，文件名就是“附件”表里的“文件”加后缀\n\n"
        f"各表行数：\n{listed}\n\n"
        "村民姓名显示为“陈某某”，不署名的意见和问题不含提出人。里面仍有工作人员的姓名和电话，请按规定保管，用完删除。\n"
        "这份数据是给人看的，不能用来恢复系统；恢复请用 bot.py backup 做的备份。\n"
    )
