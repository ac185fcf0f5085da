// Days and times as the office writes them: its own time zone, 24 hours, the weekday after the date.

const ZONE = "Asia/Shanghai";
const clock = new Intl.DateTimeFormat("zh-CN", {
  timeZone: ZONE,
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});
const parts = new Intl.DateTimeFormat("zh-CN", {
  timeZone: ZONE,
  year: "numeric",
  month: "numeric",
  day: "numeric",
  weekday: "short",
});
const DAY = 24 * 3600 * 1000;

/** Telegram's seconds or an ISO time, as the emulator gives it. */
export function moment(date) {
  return new Date(typeof date === "number" ? date * 1000 : date);
}

export const timeOf = (date) => clock.format(moment(date));

/** 今天, 昨天, 11月22日（周日）, with the year where it is not this one. */
export function dayOf(date, now = new Date()) {
  const day = written(moment(date));
  if (day.full === written(now).full) return "今天";
  if (day.full === written(new Date(now - DAY)).full) return "昨天";
  return day.year === written(now).year ? day.short : day.full;
}

/** The time on the day itself, later the day: as lists of chats show it. */
export const brief = (date) => (dayOf(date) === "今天" ? timeOf(date) : dayOf(date).replace(/（.*/u, ""));

function written(at) {
  const { year, month, day, weekday } = Object.fromEntries(
    parts.formatToParts(at).map((part) => [part.type, part.value]),
  );
  const short = `${month}月${day}日（${weekday}）`;
  return { year, short, full: `${year}年${short}` };
}

/** 0:03 for three seconds. */
export function length(seconds) {
  const whole = Math.round(seconds || 0);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
