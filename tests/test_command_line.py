"""The words of the command line: whatever is wrong is one Chinese sentence, with the mend."""

import pytest
from click.testing import CliRunner

from bot import main


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("run --port 99999", "--port 请写整数，端口从0到65535。用 bot.py run --help 看写法"),
        ("run --port abc", "--port 请写整数，端口从0到65535。用 bot.py run --help 看写法"),
        ("run --at 明天", "--at 请写成 2026-11-27T08:29 或 2026-11-27。用 bot.py run --help 看写法"),
        ("run --speed 0", "--speed 请写大于0的数，例如 60。用 bot.py run --help 看写法"),
        ("--port 8090", "--port 不认识，请检查写法。用 bot.py --help 看写法"),
        ("restore", "后面还差一项。用 bot.py restore --help 看写法"),
        ("nonsense", "写法不对。用 bot.py --help 看写法"),
    ],
)
def test_words_that_cannot_be_read_are_told_in_one_sentence(words: str, sentence: str) -> None:
    said = CliRunner().invoke(main, words.split())
    assert said.exit_code == 2
    assert said.output.strip() == f"Error: {sentence}"
