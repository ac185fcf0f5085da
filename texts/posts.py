"""The names of roles and actions."""

from services.access import Action, Role

ROLES: dict[Role, str] = {
    Role.MEMBER: "队员",
    Role.FIRST_SECRETARY: "第一书记",
    Role.CAPTAIN: "队长",
    Role.PARTY_SECRETARY: "镇党委书记",
    Role.DEPARTMENT: "部门",
    Role.INSPECTOR: "督查",
    Role.OFFICE: "指挥部",
    Role.EDITOR: "知识编辑",
    Role.ADMIN: "管理员",
}

ACTIONS: dict[Action, str] = {
    Action.ASK_POLICY: "问政策",
    Action.ANSWER_QUESTION: "答复问题",
    Action.EDIT_KNOWLEDGE: "编辑知识库",
    Action.WRITE_FEEDBACK: "写意见",
    Action.ANSWER_FEEDBACK: "答复意见",
    Action.RECORD_VISIT: "记走访",
    Action.LIST_VISITS: "看走访",
    Action.CORRECT_VISIT: "改走访",
    Action.LOOK_AT_VISIT: "审阅走访",
    Action.SEE_DUTIES: "看五员职责",
    Action.FINISH_DUTY: "办职责",
    Action.ARRANGE_DUTIES: "安排职责",
    Action.SET_STATIONING: "填进驻日",
    Action.TAKE_LEAVE: "请假",
    Action.IMPORT_CALENDAR: "导入放假安排",
    Action.INVITE: "邀请人员",
    Action.ADMIT: "通过申请",
    Action.SEND_NOTICE: "发通知",
    Action.READ_NOTICES: "看通知",
    Action.BIND_GROUP: "登记群",
    Action.RAISE_ISSUE: "提问题",
    Action.SEE_ISSUES: "看问题",
    Action.HANDLE_ISSUE: "认领和办理问题",
    Action.COORDINATE_ISSUE: "指派和协调问题",
    Action.SUPERVISE_ISSUE: "督办问题",
    Action.RUN_TALK: "主持队长有话说",
    Action.SPEAK_AT_TALK: "报名发言",
    Action.JOIN_TALK: "参加队长有话说",
    Action.WRITE_HIGHLIGHT: "写亮点",
    Action.COMMENT_HIGHLIGHT: "点评亮点",
    Action.READ_HIGHLIGHTS: "查经验库",
}
