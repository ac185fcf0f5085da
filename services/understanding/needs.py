"""Words for what is wrong or wanted, and for the opposite."""

import re
from functools import cache

from services.understanding.words import any_of, finder_of

_LACK = re.compile(
    r"(?=[没不被太才只就有味粉噪压风电成费开垃蚊裂油异坡落损缺灰雾弯水产销收价补面订客工单人信光路空池])"
    r"(?:没(?!事|错|关系|意见|大碍|异常|问题|想到|白|说|提|表态|忘|落下|有?(?:什么|啥|问题|困难|意见|异常"
    r"|诉求|要求|事|返贫|风险|隐患|反映))"
    r"|不(?!错|用|要紧|愁|缺|少|过(?!来|去|关|审)|仅|但|管|断|久|止|光|同|是|客气|锈|妨|必|动产|变|再"
    r"|怕|难|低于|多说|大|等)"
    r"|被(?!子|褥|评|选|授|单|夸)|太[^平阳极子湖]|才(?:[一两二三四五六七八九十\d]+(?:块|元|毛|成|亩|分"
    r"|斤|趟|次))|只(?:有|剩|够|能|赚|卖|收)|就(?:剩|[一两几\d]个)|有(?:点|些)(?!人|户|家|老|地|村|时"
    r"|事|空|像|好|甜)|(?:味道?|粉尘|噪音|噪声|压力"
    r"|风险|电费|成本|费用|开销|垃圾|蚊子?|裂果|油烟|异味|坡度?|落差|损耗|缺口|灰尘?|灰|雾|风浪"
    r"|弯道?)(?:很|太|又|特别|比较|有点)?(?:大|多|高|重|急|密)"
    r"|(?:水压|水流|水量|产量|销量|收入|价格|补贴|面积|订单|客流|客人|工价|收购价|单价|补偿|人手|信号"
    r"|光线|路面|空间|池子)(?:很|太|又|特别|比较|有点|也|还|都)?(?:小|少|低|窄|弱|差))"
)
_WISH = re.compile(
    r"(?=[想希盼巴指要请恳期渴急亟需建提申托拜能可有该怎问打咨惦念不等呼求])"
    r"(?:(?<!没)(?<!本)想(?!到|不到|念|法|起|方设法|办法)|希望|盼|巴望|指望|要求|请求|恳请|期望|期盼|渴望"
    r"|急需|亟需|需要|建议(?!他|她|村|户|老|农)|提议|申请(?!了|到|好)|托我|拜托|请我们|请工作队|请政府"
    r"|请镇里|请队里|请帮"
    r"|(?<![主重需不只就还快正将必首次纪摘简提概紧])要(?!是|不是|紧|么|点|闻|领|害|素|塞|去|到|走访|说"
    r"|不要)|能不能|可不可以|有没有|可否|能否|该怎么|怎么办"
    r"|(?<![访慰疑询学顾提请])问(?!了|到|过|好|题|答|候|卷|政|责|需|寒|清|他|她)|打听|咨询|惦记|念叨"
    r"|不知道?|不晓得|盼着|等着|急着|巴不得|呼吁|求(?!助热线))"
)
_NOTHING_WANTED = re.compile(
    r"(?:没|无|未|没有|暂无|暂未|不存在|未见|并无|都没|没什么|没啥)(?:人|谁|有)?(?:提出?|反映|发现"
    r"|什么|啥|新增|实质性?|具体|特殊|额外|别的|其他|其它|明显|特别|大的?|新的?|突出|任何|有|过"
    r"|提到)*(?:困难|诉求|问题|要求|意见"
    r"|异常|难处|需求|需要|事情?|隐患|风险|返贫|毛病|大碍|情况反映)"
)


@cache
def _no_need() -> re.Pattern[str]:
    return re.compile(f"{any_of('no_need')}|{_NOTHING_WANTED.pattern}|^(?:无|暂无|没有|没)$")


def is_no_need(text: str) -> bool:
    """Says that nothing is wanted (没提困难), and names no trouble beside."""
    match = _no_need().search(text)
    return match is not None and not has_trouble(text[: match.start()] + "■" + text[match.end() :])


_BETTER = re.compile(
    r"(?<![没未不才])(?:好多了|有?改善了?|缓解了?|解决了|没有了|减少了|恢复了?(?:正常|供水|供电)?"
    r"|消失了|修好了|补好了|弄好了|装好了|通水了|通车了|通电了|完工了)$"
)


def is_well(text: str) -> bool:
    """Says that things are well, and nothing else."""
    return bool(_BETTER.search(text)) or (
        bool(finder_of("well").search(text)) and not has_trouble(finder_of("well").sub("■", text))
    )


_FRAILTY = re.compile(
    r"(?:[他她]|老人家?|人|年纪大,?|现在|平时|一直|就是|都|也|还|有点|有些|比较|最近)*"
    r"(?:腿脚?|脚|手脚|身体|身子|眼睛|耳朵|听力|视力|记性|精神)(?:有点|有些|都|也|还|不太|不大|比较|越来越)*"
    r"(?:不好|不便|不方便|不灵便|不利索|差|弱|一般)(?:使|了)?|(?:有点|有些)?耳背|年纪大|年事已高"
)


def is_frailty(text: str) -> bool:
    """腿脚不好, and nothing else: how somebody is, with which no help is asked."""
    return bool(_FRAILTY.fullmatch(text))


_WORN = r"[累困饿渴热冷晒忙烦]"
_TIRED = re.compile(
    r"[我们咱自己队员大家都整个人□今天一路感觉简直啊唉哎呀\s]*"
    r"(?:[跑走爬忙转]了?[一整大半两几三四五六七八九十\d个天上下午路山圈遍小时公里趟]*)?"
    rf"(?:[好真是的太很超级特别非常够有点些可又实在确快要都也\s]*(?:辛苦|{_WORN})(?:又?{_WORN})*"
    r"(?:得(?:要死|要命|不行|够呛|慌|很|半死|腰酸背[痛疼]|直不起腰)|到(?:不行|不想动|爆|极点)|[死坏瘫趴惨晕垮懵透极]|成狗)?(?:个?人|我们?)?"
    r"|(?:两?条?腿|脚[底板]{0,2}|腰|嗓子)[都也快要给]*(?:[走跑站坐讲说磨爬累][得到了出]*[快都很有点]*(?:[断酸疼痛软哑破麻肿泡]|起泡|不是自己的)"
    r"|(?<=[都快要])断|起了?泡)"
    r"|[好只]?想(?:睡觉?|休息|躺下?))"
    r"[了啦咯啊呀哦哈呢嘞唉的~!\s]*"
)


_BODILY = re.compile(r"[累苦困饿渴热冷晒忙烦断酸疼痛软哑破麻肿泡睡休躺]")


def is_tired(text: str) -> bool:
    """累死了, of nobody: how the writer feels, and nothing that is wanted in the village."""
    return bool(_BODILY.search(text)) and _TIRED.fullmatch(text) is not None


def has_trouble(text: str) -> bool:
    """Holds a word for something missing, broken or hard."""
    return _troubles(_without_harmless(text))


def is_wanting(text: str) -> bool:
    """Holds a word for trouble or says what somebody wants."""
    left = _without_harmless(text)
    return _troubles(left) or bool(_WISH.search(left))


def _troubles(text: str) -> bool:
    return bool(finder_of("trouble").search(text) or _LACK.search(text))


def _without_harmless(text: str) -> str:
    return finder_of("harmless").sub("■", text)
