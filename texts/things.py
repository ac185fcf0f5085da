"""What people call the kinds of messages that are not words, by Telegram's field name."""

NAMES: dict[str, str] = {
    "sticker": "表情",
    "photo": "照片",
    "video": "视频",
    "video_note": "视频",
    "voice": "语音",
    "audio": "音频",
    "document": "文件",
    "location": "位置",
    "venue": "位置",
    "contact": "名片",
    "poll": "投票",
    "animation": "动图",
}
OTHER = "这条消息"
